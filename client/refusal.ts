/** What the ledger's rules, git or a key do not let through: expected, and said in full by its message. */
export class Refusal extends Error {}

/** Undefined for any other error. The server marks a refusal by a code. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const { data, message } = (error ?? {}) as { data?: { code?: unknown } | null; message?: unknown };
  return typeof data?.code === 'string' && typeof message === 'string' ? new Refusal(message) : undefined;
}
