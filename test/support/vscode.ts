/** Stands in for the editor in tests that need none: what the client's words need of it. */

export const l10n = {
  /** The English text, with its arguments put in. */
  t: (message: string, ...parts: readonly (string | number | boolean)[]): string =>
    message.replace(/\{(\d+)\}/g, (hole, index: string) => String(parts[Number(index)] ?? hole)),
};
