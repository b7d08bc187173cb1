/** Reads a configuration file as text, and says in words why it cannot be. */
import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Problem } from '../core/document/document.ts';

/** Bytes. A larger file is no configuration, and would keep the editor waiting. */
export const LARGEST_FILE = 10_000_000;

export type TextOrProblem = { readonly text: string } | { readonly problem: Problem };

/** Opening a pipe would wait for somebody to write to it. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The byte order mark, if there is one, stays in the text. Never throws. */
export async function readText(path: string, limit = LARGEST_FILE): Promise<TextOrProblem> {
  try {
    const handle = await open(path, FLAGS);
    try {
      const stats = await handle.stat();
      return objectionTo(stats, limit) ?? textOf(await handle.readFile(), limit);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return refuseFor(error);
  }
}

/** The same in one go, which is several times faster, for a program that has nothing else to do meanwhile. */
export function readTextNow(path: string, limit = LARGEST_FILE): TextOrProblem {
  try {
    const descriptor = openSync(path, FLAGS);
    try {
      return objectionTo(fstatSync(descriptor), limit) ?? textOf(readFileSync(descriptor), limit);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return refuseFor(error);
  }
}

function objectionTo(stats: Stats, limit: number): TextOrProblem | undefined {
  if (!stats.isFile()) return notAFile();
  return stats.size > limit ? tooLarge(limit) : undefined;
}

/** A file may have grown meanwhile. */
function textOf(bytes: Uint8Array, limit: number): TextOrProblem {
  return bytes.length > limit ? tooLarge(limit) : decode(bytes);
}

function refuseFor(error: unknown): TextOrProblem {
  return codeOf(error) === 'EISDIR' ? notAFile() : refuse('unreadable', reasonOf(error));
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

function notAFile(): TextOrProblem {
  return refuse('not-a-file', 'This is not a file. Name a file.');
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
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return 'There is no such file. Correct the path, or make the file.';
  if (code === 'EACCES' || code === 'EPERM')
    return 'Reading it is not permitted. Give yourself permission to read it.';
  if (code === 'ELOOP') return 'It is a symbolic link that leads to itself. Correct the link.';
  return `The system could not read it (${String(code ?? 'unknown error')}). Try again, or check the disk.`;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
