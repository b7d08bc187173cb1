/** What has changed in an open document since it was last checked, so that nobody has to compare two long texts. */
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Change, joinChanges } from '../shared/core/text/change.ts';

interface Logged {
  readonly from: number;
  /** Undefined: the client sent the whole text, or gives one version to several texts. */
  readonly change: Change | undefined;
}

export interface ChangeLog {
  /** The document is about to be changed, on its way to a version. */
  note(document: TextDocument, change: TextDocumentContentChangeEvent, version: number): void;
  /** From the text of that version to the newest; undefined when it is not known. Forgets what came before. */
  since(uri: string, version: number | null): Change | undefined;
  forget(uri: string): void;
}

export function createChangeLog(): ChangeLog {
  const logs = new Map<string, Logged[]>();
  return {
    note: (document, event, version) => {
      const log = logs.get(document.uri) ?? [];
      logs.set(document.uri, log);
      const change = version > document.version ? changeOf(document, event) : undefined;
      log.push({ from: document.version, change });
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

function changeOf(document: TextDocument, event: TextDocumentContentChangeEvent): Change | undefined {
  if (!('range' in event)) return undefined;
  const [a, b] = [document.offsetAt(event.range.start), document.offsetAt(event.range.end)];
  const [start, oldEnd] = a <= b ? [a, b] : [b, a];
  return { start, oldEnd, newEnd: start + event.text.length };
}
