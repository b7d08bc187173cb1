/** Writes environment variables down as a text that bash would read them from, so that they are checked like a file. */

/** Sorted by name; names that no shell could set are left out. To be read in the dialect `bash`. */
export function environmentText(environment: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(environment)
    .filter(([name, value]) => value !== undefined && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}='${(value ?? '').replaceAll("'", "'\\''")}'\n`)
    .join('');
}
