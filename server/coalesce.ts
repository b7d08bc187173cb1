/** Many triggers, one call: for messages that say only that something has changed. */

/** @param wait milliseconds from the first trigger to the call */
export function coalesce(wait: number, call: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      call();
    }, wait);
  };
}
