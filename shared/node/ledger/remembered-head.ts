/** Keeps the last head this client knows outside the repository, so that a shorter or different history is noticed. */
import { writePrivateFile } from '../private-files.ts';
import { readIfThere } from './disk.ts';
import type { Places } from './places.ts';

export interface RememberedHead {
  /** Of the head's event. */
  readonly seq: number;
  readonly id: string;
  /** sha256 of the raw commit. */
  readonly digest: string;
}

/** Null: nothing was remembered yet. 'damaged': the file holds something else. */
export async function readRememberedHead(places: Places): Promise<RememberedHead | null | 'damaged'> {
  const text = await readIfThere(places.rememberedHead);
  return text === undefined ? null : (parse(text.toString('utf8')) ?? 'damaged');
}

export async function writeRememberedHead(
  places: Places,
  { seq, id, digest }: RememberedHead,
): Promise<void> {
  const content = { formatVersion: 1, seq, id, digest };
  await writePrivateFile(places.rememberedHead, `${JSON.stringify(content)}\n`);
}

function parse(text: string): RememberedHead | undefined {
  try {
    const { formatVersion, seq, id, digest } = JSON.parse(text);
    const isWhole =
      formatVersion === 1 &&
      Number.isSafeInteger(seq) &&
      seq >= 0 &&
      /^[0-9a-f]{40} [0-9a-f]{64}$/.test(`${id} ${digest}`);
    return isWhole ? { seq, id, digest } : undefined;
  } catch {
    return undefined;
  }
}
