/** The floor for `.env` while typing: a language server that parses all of it and runs a compiled ajv at each change. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import {
  createConnection,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

type Tree = { [key: string]: Tree | string | number | boolean };

const LINE = /^([A-Z0-9_]+)=(.*)$/;
const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);

connection.onInitialize(({ workspaceFolders }) => {
  const folder = fileURLToPath(workspaceFolders?.[0]?.uri ?? '');
  const validate = new Ajv({ allErrors: true, strict: false }).compile(
    JSON.parse(fs.readFileSync(path.join(folder, 'schema.json'), 'utf8')),
  );
  documents.onDidChangeContent(({ document }) => {
    const { tree, lines } = read(document.getText());
    validate(tree);
    const diagnostics = (validate.errors ?? []).map(({ instancePath, message = '' }) => {
      const line = lines.get(instancePath) ?? 0;
      return { range: { start: { line, character: 0 }, end: { line, character: 1 } }, message };
    });
    connection.sendDiagnostics({ uri: document.uri, diagnostics });
  });
  return { capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } };
});
documents.listen(connection);
connection.listen();

function read(text: string): { tree: Tree; lines: Map<string, number> } {
  const tree: Tree = {};
  const lines = new Map<string, number>();
  for (const [line, content] of text.split('\n').entries()) {
    const [, key, value] = LINE.exec(content) ?? [];
    if (key === undefined || value === undefined) continue;
    const path = key.slice('BENCH_'.length).toLowerCase().split('__');
    lines.set(`/${path.join('/')}`, line);
    put(tree, path, coerce(value));
  }
  return { tree, lines };
}

function put(tree: Tree, path: readonly string[], value: string | number | boolean): void {
  let node = tree;
  for (const part of path.slice(0, -1)) {
    node[part] ??= {};
    node = node[part] as Tree;
  }
  node[path.at(-1) ?? ''] = value;
}

function coerce(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d+$/.test(value) ? Number(value) : value;
}
