/** What has changed in an open document since it was last checked, so that nobody has to compare two long texts. */
import { type Change, joinChanges } from '../shared/core/text/change.ts';

interface Logged {
  readonly from: number;
  /** Undefined: the client sent the whole text, or gives one version to several texts. */
  readonly change: Change | undefined;
}

export interface ChangeLog {
  /** What makes the next text from the one of that version; undefined where it is not known. */
  note(uri: string, from: number, change: Change | undefined): void;
  /** From the text of that version to the newest; undefined when it is not known. Forgets what came before. */
  since(uri: string, version: number | null): Change | undefined;
  forget(uri: string): void;
}

export function createChangeLog(): ChangeLog {
  const logs = new Map<string, Logged[]>();
  return {
    note: (uri, from, change) => {
      const log = logs.get(uri) ?? [];
      logs.set(uri, log);
      log.push({ from, change });
    },
    since: (uri, version) => {
      const log = logs.get(uri) ?? [];
      const first = log.findIndex(({ from }) => from === version);
      if (first < 0) return undefined;
      log.splice(0, first);
      return joined(log);
    },
    forget: uri => void logs.delete(uri),
  };
}

function joined(log: readonly Logged[]): Change | undefined {
  let all: Change | undefined;
  for (const { change } of log) {
    if (!change) return undefined;
    all = all ? joinChanges(all, change) : change;
  }
  return all;
}
