/** A state as text and back, for a cache: what was replayed once is not replayed again. */
import type { LedgerState } from './state.ts';

/** One more whenever the state or what it follows from changes: an older text is then of no use. */
const STATE_FORMAT = 8;

export function saveState(state: LedgerState): string {
  const { revokedKeys, environments, versions, requests, readers, sealings, ...rest } = state;
  return JSON.stringify({
    stateFormat: STATE_FORMAT,
    ...rest,
    revokedKeys: [...revokedKeys],
    environments: [...environments],
    versions: [...versions],
    requests: [...requests],
    readers: [...readers],
    sealings: [...sealings],
  });
}

/** Undefined for a text of another format. The text is one that `saveState` made: its integrity is the caller's matter. */
export function restoreState(text: string): LedgerState | undefined {
  const { stateFormat, revokedKeys, environments, versions, requests, readers, sealings, ...rest } =
    JSON.parse(text);
  if (stateFormat !== STATE_FORMAT) return undefined;
  return {
    ...rest,
    revokedKeys: new Set(revokedKeys),
    environments: new Map(environments),
    versions: new Map(versions),
    requests: new Map(requests),
    readers: new Map(readers),
    sealings: new Map(sealings),
  };
}
