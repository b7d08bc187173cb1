/** What the ledger's rules, git or a key do not let through: expected, and said in full by its message. */
export class Refusal extends Error {
  /** As the server marks its own: by a code, which is there in whichever bundle the error was made. */
  readonly data = { code: 'refused' };
}

/** Its message; undefined for any other error. */
export function refusalIn(error: unknown): string | undefined {
  const { data, message } = (error ?? {}) as { data?: { code?: unknown } | null; message?: unknown };
  return typeof data?.code === 'string' && typeof message === 'string' ? message : undefined;
}
