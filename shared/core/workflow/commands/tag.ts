/** Gives a version names, or takes them away. */
import { versionTagged } from '../../ledger/kinds/version-tagged.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export interface Tag {
  readonly environment: string;
  readonly number: number;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export function tag(_: LedgerState, { environment, number, add, remove }: Tag): Decision {
  return wish(versionTagged, { environment, number, add: inOrder(add), remove: inOrder(remove) });
}

function inOrder(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
