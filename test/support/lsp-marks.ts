/**
 * Diagnostics as marks under the lines they are about, so that a test is one text: what is written, and what is said.
 *
 *     REDIS__SSL=false
 *     #          ^^^^^ SEC_002
 *
 * `#- path` begins a file. A mark for the first two characters of a line stands without `#`; `|` marks an empty range;
 * a range over several lines is marked on its first, with `…` behind its code.
 */
import type { Diagnostic } from 'vscode-languageserver/node';

const MARK = /^#? *(?:\^+|\|) [\w/-]+(?: …)?$/;

export interface Marked {
  /** File → text without marks. */
  readonly files: Readonly<Record<string, string>>;
}

export function readMarked(fixture: string): Marked {
  const files: Record<string, string> = {};
  let current = '';
  for (const line of fixture.split('\n')) {
    const [, name] = /^#- (.+)$/.exec(line) ?? [];
    if (name !== undefined) {
      current = name;
      files[current] = '';
    } else if (!MARK.test(line)) files[current] = `${files[current] ?? ''}${line}\n`;
  }
  for (const name of Object.keys(files)) files[name] = (files[name] ?? '').replace(/\n+$/, '\n');
  return { files };
}

/** The fixture that the diagnostics make of the files. */
export function writeMarked(
  files: Readonly<Record<string, string>>,
  diagnostics: Readonly<Record<string, readonly Diagnostic[]>>,
): string {
  return Object.entries(files)
    .map(([name, text]) => `#- ${name}\n${withMarks(text, diagnostics[name] ?? [])}`)
    .join('\n');
}

function withMarks(text: string, diagnostics: readonly Diagnostic[]): string {
  return text
    .split('\n')
    .flatMap((line, index) => [
      line,
      ...diagnostics
        .filter(({ range }) => range.start.line === index)
        .map(diagnostic => markOf(diagnostic, line)),
    ])
    .join('\n');
}

function markOf({ range: { start, end }, code }: Diagnostic, line: string): string {
  const isLong = end.line > start.line;
  const width = (isLong ? line.length : end.character) - start.character;
  const marks = width > 0 ? '^'.repeat(width) : '|';
  const indent = start.character > 1 ? `#${' '.repeat(start.character - 1)}` : ' '.repeat(start.character);
  return `${indent}${marks} ${code}${isLong ? ' …' : ''}`;
}
