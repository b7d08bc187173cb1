/** The documents that the small editor of the server tests has open, and what it tells the server of them. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { ProtocolConnection } from 'vscode-languageserver/node';

/** Files are named relative to the sandbox. */
export interface EditorDocuments {
  /** With the text on disk unless another is given. */
  open(file: string, text?: string): void;
  /** Replaces the first `from` by `to`, as an editor does while one types. */
  change(file: string, replacement: Replacement): void;
  /** Writes the file, too. */
  save(file: string): void;
  close(file: string): void;
  /** Undefined for a file that is not open. */
  version(file: string): number | undefined;
}

interface Replacement {
  readonly from: string;
  readonly to: string;
}

export function createDocuments(
  folder: string,
  connection: ProtocolConnection,
  uri: (file: string) => string,
): EditorDocuments {
  const opened = new Map<string, { readonly text: string; readonly version: number }>();
  const tell = (method: string, parameters: object): void => {
    void connection.sendNotification(`textDocument/${method}`, parameters);
  };
  return {
    version: file => opened.get(file)?.version,
    open: (file, text = fs.readFileSync(path.join(folder, file), 'utf8')) => {
      opened.set(file, { text, version: 1 });
      tell('didOpen', { textDocument: { uri: uri(file), languageId: 'dotenv', version: 1, text } });
    },
    change: (file, replacement) => {
      const { text, version } = opened.get(file) ?? assert.fail(`${file} is not open`);
      const next = version + 1;
      const { from, to } = replacement;
      opened.set(file, { text: text.replace(from, () => to), version: next });
      const contentChanges = [{ range: rangeOf(from, text), text: to }];
      tell('didChange', { textDocument: { uri: uri(file), version: next }, contentChanges });
    },
    save: file => {
      fs.writeFileSync(path.join(folder, file), opened.get(file)?.text ?? '');
      tell('didSave', { textDocument: { uri: uri(file) } });
    },
    close: file => {
      opened.delete(file);
      tell('didClose', { textDocument: { uri: uri(file) } });
    },
  };
}

function rangeOf(part: string, text: string): object {
  const offset = text.indexOf(part);
  assert.ok(offset >= 0, `the text has no ${part}`);
  return { start: positionAt(offset, text), end: positionAt(offset + part.length, text) };
}

function positionAt(offset: number, text: string): { line: number; character: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
