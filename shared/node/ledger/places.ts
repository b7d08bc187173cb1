/** Names every file and ref of a ledger's storage, so that the layout stands in one place. */
import path from 'node:path';

export interface Places {
  /** Absolute folder of one ledger. */
  readonly folder: string;
  /** The private bare repository. */
  readonly repository: string;
  readonly lock: string;
  /** One pack per append, the last ones. */
  readonly journal: string;
  /** What was found damaged, moved out of the way. */
  readonly damaged: string;
  /** There while damage was found and is not mended. */
  readonly damage: string;
  readonly alarms: string;
  readonly rememberedHead: string;
  readonly remotes: string;
}

export function placesOf(folder: string): Places {
  const at = (name: string) => path.join(folder, name);
  return {
    folder,
    repository: at('repo.git'),
    lock: at('lock'),
    journal: at('journal'),
    damaged: at('damaged'),
    damage: at('damage.json'),
    alarms: at('alarms'),
    rememberedHead: at('remembered-head.json'),
    remotes: at('remotes.json'),
  };
}

/** The ledger's head. */
export const LEDGER_REF = 'refs/heads/ledger';

/** What a remote had, for the time it is compared. */
export const INCOMING_REFS = 'refs/incoming/';

/** What a remote offered and was refused. */
export const QUARANTINE_REFS = 'refs/quarantine/';

/** Heads that were the ledger's own once: evidence, and they keep their objects. */
export const SUPERSEDED_REFS = 'refs/superseded/';

export function looseObject({ repository }: Places, id: string): string {
  return path.join(repository, 'objects', id.slice(0, 2), id.slice(2));
}
