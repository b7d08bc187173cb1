/** Keeps what has been verified and replayed, so that a start reads only what came since. */
import { restoreState, saveState } from '../../core/ledger/saved-state.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import { writePrivateFile } from '../private-files.ts';
import { readIfThere } from './disk.ts';
import { sha256 } from './objects.ts';

/** A state, and git's id of the commit of its last event. */
export interface Reached {
  readonly state: LedgerState;
  readonly commit: string;
}

/**
 * Undefined: there is none, it is damaged, or of an older format. It is believed as this person's own file: who can write
 * it can also change the program. `verify` never looks at it.
 */
export async function readCache(file: string): Promise<Reached | undefined> {
  const text = (await readIfThere(file))?.toString('utf8') ?? '';
  const [, checksum, commit, saved = ''] = /^([0-9a-f]{64}) ([0-9a-f]{40})\n([^\n]*)\n$/.exec(text) ?? [];
  if (commit === undefined || checksum !== sha256(Buffer.from(saved, 'utf8'))) return undefined;
  const state = restoreState(saved);
  return state && { state, commit };
}

export async function writeCache(file: string, { state, commit }: Reached): Promise<void> {
  const saved = saveState(state);
  await writePrivateFile(file, `${sha256(Buffer.from(saved, 'utf8'))} ${commit}\n${saved}\n`);
}
