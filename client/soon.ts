/** Lets several pieces of news that come at once be answered once. */

export interface Soon {
  /** Runs the work after the pause, once for all calls until then. */
  (): void;
  dispose(): void;
}

/**
 * @param pause in milliseconds
 * @param work may reject: the server has stopped in between, and its next start is news again
 */
export function soon(pause: number, work: () => Promise<void>): Soon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      work().catch(() => {});
    }, pause);
  };
  return Object.assign(start, { dispose: () => clearTimeout(timer) });
}
