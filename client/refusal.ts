/** What the ledger's rules, git or a key do not let through: expected, and said in full by its message. */
export class Refusal extends Error {
  /** As the server marks its own: by a code, which is there in whichever bundle the error was made. */
  readonly data: { readonly code: string };

  constructor(message: string, code: string | null = null) {
    super(message);
    this.data = { code: code ?? 'refused' };
  }
}

/** The code with which the server refused; undefined for any other error. */
export function codeOfRefusal(error: unknown): string | undefined {
  const { data } = (error ?? {}) as { data?: { code?: unknown } | null };
  return typeof data?.code === 'string' ? data.code : undefined;
}

/** Its message; undefined for any other error. */
export function refusalIn(error: unknown): string | undefined {
  const { message } = (error ?? {}) as { message?: unknown };
  return codeOfRefusal(error) !== undefined && typeof message === 'string' ? message : undefined;
}
