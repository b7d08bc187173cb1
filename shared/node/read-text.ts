/** Reads a configuration file as text, and says in words why it cannot be. */
import { open, stat } from 'node:fs/promises';
import type { Problem } from '../core/document/document.ts';

/** Bytes. A larger file is no configuration, and would keep the editor waiting. */
export const LARGEST_FILE = 10_000_000;

export type TextOrProblem = { readonly text: string } | { readonly problem: Problem };

/** The byte order mark, if there is one, stays in the text. Never throws. */
export async function readText(path: string, limit = LARGEST_FILE): Promise<TextOrProblem> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return refuse('not-a-file', 'This is not a file. Name a file.');
    if (stats.size > limit) return tooLarge(limit);
    const bytes = await readBytes(path, limit);
    return bytes ? decode(bytes) : tooLarge(limit);
  } catch (error) {
    return refuse('unreadable', reasonOf(error));
  }
}

/** At most `limit` bytes, even if the file grows meanwhile. */
async function readBytes(path: string, limit: number): Promise<Uint8Array | undefined> {
  const handle = await open(path);
  try {
    const bytes = await handle.readFile();
    return bytes.length > limit ? undefined : bytes;
  } finally {
    await handle.close();
  }
}

function decode(bytes: Uint8Array): TextOrProblem {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return refuse(
      'encoding',
      'The file is UTF-16, which most readers of configuration cannot read. Save it as UTF-8.',
    );
  }
  if (bytes.includes(0))
    return refuse('binary', 'The file is binary, so it is not checked. Name a text file.');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return refuse(
      'encoding',
      'The file is not UTF-8, so its readers will not agree on what it says. Save it as UTF-8.',
    );
  }
}

function tooLarge(limit: number): TextOrProblem {
  return refuse(
    'too-large',
    `The file is larger than ${limit / 1_000_000} MB, so it is not checked. Split it.`,
  );
}

function refuse(name: string, message: string): TextOrProblem {
  return { problem: { code: `file/${name}`, severity: 'error', message, span: { start: 0, end: 0 } } };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return 'There is no such file. Correct the path, or make the file.';
  if (code === 'EACCES' || code === 'EPERM')
    return 'Reading it is not permitted. Give yourself permission to read it.';
  if (code === 'ELOOP') return 'It is a symbolic link that leads to itself. Correct the link.';
  return `The system could not read it (${String(code ?? 'unknown error')}). Try again, or check the disk.`;
}
