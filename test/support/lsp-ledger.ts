/** A folder with a ledger for practice, two identities on one machine and a first version, as an editor works with it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LedgerRequests } from '../../shared/protocol/ledger.ts';
import { type Editor, sandbox, startEditor } from './lsp.ts';
import { PUSH } from './lsp-shop.ts';

export const FILE = '.env.production';
export const ORIGINAL = fs
  .readFileSync('test/data/guide-example.env', 'utf8')
  .replace('"webhook_signature_secret"', '"invented-webhook-signature-5e1f"'); // a field has that very name
export const FILES = {
  'secure-config.yaml':
    'extends: voicehive\nfiles:\n  - match: .env.{environment}\n    dialects: [compose]\n',
  [FILE]: ORIGINAL,
};
export const CAPABILITIES = {
  ...PUSH,
  textDocument: {
    ...PUSH.textDocument,
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
  workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } },
};
export const PRODUCTION = { environment: 'production' };

export interface LedgerEditor {
  readonly editor: Editor;
  /** Of keys and ledgers. */
  readonly home: string;
  ask<Name extends keyof LedgerRequests>(
    name: Name,
    params: Omit<LedgerRequests[Name]['params'] & object, 'folderUri'>,
  ): Promise<LedgerRequests[Name]['result']>;
  becomes(name: string): Promise<void>;
  /** Two identities, of which ann acts, a ledger for practice, and v1. */
  begin(): Promise<void>;
  onDisk(file?: string): string;
  save(text: string, file?: string): void;
  /** Tells the server, as an editor's watcher does, of a file that has come (1), changed (2) or gone (3). */
  tell(type: 1 | 2 | 3, file?: string): Promise<void>;
  stop(): Promise<void>;
}

export interface Beginning {
  readonly files?: Readonly<Record<string, string>>;
  /** Instead of `files`: a folder that is there, and the home that goes with it. */
  readonly folder?: string;
  readonly home?: string;
  readonly initializationOptions?: object;
  readonly variables?: Readonly<Record<string, string>>;
}

export async function startLedgerEditor({
  files = FILES,
  folder = sandbox(files),
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-home-')),
  initializationOptions = {},
  variables = {},
}: Beginning = {}): Promise<LedgerEditor> {
  const editor = await startEditor(folder, {
    capabilities: CAPABILITIES,
    initializationOptions: { notifications: true, prompts: true, ...initializationOptions },
    variables: { SECURE_CONFIG_HOME: home, ...variables },
  });
  const ask: LedgerEditor['ask'] = (name, params) =>
    editor.connection.sendRequest(name, { folderUri: editor.uri('').replace(/\/$/, ''), ...params });
  const becomes = async (name: string): Promise<void> =>
    void (await ask('secureConfig/useIdentity', { name }));
  const at = (file: string): string => fileURLToPath(editor.uri(file));
  return {
    editor,
    home,
    ask,
    becomes,
    begin: async () => {
      await ask('secureConfig/createIdentity', { name: 'ann', key: null });
      await ask('secureConfig/createIdentity', { name: 'bob', key: null });
      await becomes('ann');
      await ask('secureConfig/initialiseLedger', { title: 'Shop', mode: 'practice' });
      const { basis, obstacle } = await ask('secureConfig/previewVersion', PRODUCTION);
      assert.equal(obstacle, null);
      await ask('secureConfig/createVersion', { ...PRODUCTION, message: 'As it is', basis });
    },
    onDisk: (file = FILE) => fs.readFileSync(at(file), 'utf8'),
    save: (text, file = FILE) => fs.writeFileSync(at(file), text),
    tell: (type, file = FILE) =>
      editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: editor.uri(file), type }],
      }),
    stop: async () => {
      await editor.stop();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The code with which something was refused. */
export function codeOfRefusal(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'no refusal',
    error => error.data?.code ?? error.message,
  );
}
