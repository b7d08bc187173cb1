/** Code actions as an editor gets, resolves and applies them, and the commands for editors that cannot. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type {
  ApplyWorkspaceEditParams,
  CodeAction,
  Command,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Editor, type StartOptions, sandbox, startEditor } from '../support/lsp.ts';
import { PUSH } from '../support/lsp-shop.ts';

const MANIFEST = 'extends: voicehive\nfiles:\n  - .env.{environment}\n';
const TEXT = `VOICEHIVE_ENVIRONMENT=production
export VOICEHIVE_DATABASE__SSL_MODE="disable" # for now
VOICEHIVE_LOG_LEVEL=DEBUG
VOICEHIVE_AUTH__JWT_SECRET_KEY=canary-short
`;

const CAPABILITIES = {
  ...PUSH,
  textDocument: {
    ...PUSH.textDocument,
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
  window: { showDocument: { support: true } },
  workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } },
};

const FILE = '.env.production';

describe('server: code actions', () => {
  let editor: Editor | undefined;
  let applied: WorkspaceEdit[] = [];
  let shown: string[] = [];
  afterEach(() => editor?.stop());

  const start = async (options: StartOptions = {}, text = TEXT): Promise<Editor> => {
    const started = await startEditor(sandbox({ 'secure-config.yaml': MANIFEST, [FILE]: text }), {
      capabilities: CAPABILITIES,
      ...options,
    });
    editor = started;
    applied = [];
    shown = [];
    started.connection.onRequest('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
      applied.push(edit);
      return { applied: true };
    });
    started.connection.onRequest('window/showDocument', ({ uri }: { uri: string }) => {
      shown.push(uri);
      return { success: true };
    });
    started.open(FILE);
    return started;
  };
  const ask = async (line: number, only?: string[]): Promise<CodeAction[]> => {
    const { connection, published, uri } = editor ?? assert.fail();
    const { diagnostics } = await published(FILE);
    const place = { line, character: 38 };
    return connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uri(FILE) },
      range: { start: place, end: place },
      context: {
        diagnostics: diagnostics.filter(({ range }) => range.start.line === line),
        ...(only && { only }),
      },
    });
  };
  const resolve = async (action: CodeAction | undefined): Promise<WorkspaceEdit> => {
    const { edit } = await (editor ?? assert.fail()).connection.sendRequest<CodeAction>(
      'codeAction/resolve',
      action,
    );
    return edit ?? assert.fail('no edit');
  };
  const execute = (command: string, argument: object): Promise<unknown> =>
    (editor ?? assert.fail()).connection.sendRequest('workspace/executeCommand', {
      command,
      arguments: [argument],
    });
  /** The file's text after an edit. */
  const edited = ({ documentChanges, changes }: WorkspaceEdit, file = FILE, text = TEXT): string => {
    const uri = (editor ?? assert.fail()).uri(file);
    const [change] = (documentChanges ?? []).filter(
      each => 'textDocument' in each && each.textDocument.uri === uri,
    );
    const edits =
      change && 'edits' in change ? change.edits : (changes?.[uri] ?? assert.fail('another file'));
    return TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), edits as never);
  };

  it('a quick fix has its diagnostic, is preferred, and changes just the value', async () => {
    await start();
    const actions = await ask(1);
    assert.deepEqual(
      actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred === true]),
      [
        ['Set VOICEHIVE_DATABASE__SSL_MODE to require', 'quickfix', true],
        ['Fix all safe problems', 'quickfix', false],
        ['Waive SEC_001: write down why', 'quickfix', false],
        ['Read about SEC_001', 'quickfix', false],
      ],
    );
    const [fix, , waive] = actions;
    assert.equal(fix?.edit, undefined);
    assert.deepEqual(
      fix?.diagnostics?.map(({ code }) => code),
      ['SEC_001'],
    );
    const edit = await resolve(fix);
    const [change] = edit.documentChanges ?? [];
    assert.deepEqual(change && 'textDocument' in change && change.textDocument, {
      uri: editor?.uri(FILE),
      version: 1,
    });
    assert.equal(edited(edit), TEXT.replace('"disable"', '"require"'));
    assert.match(
      edited(await resolve(waive)),
      /production\n# secure-config-waive SEC_001 until \d{4}-\d\d-\d\d: \nexport /,
    );
  });

  it('respects what kinds are asked for', async () => {
    await start();
    assert.deepEqual(
      (await ask(1, ['source.fixAll'])).map(({ title, kind }) => [title, kind]),
      [['Fix all safe problems', 'source.fixAll.secureConfig']],
    );
    assert.deepEqual(await ask(1, ['refactor']), []);
    assert.ok((await ask(1, ['quickfix'])).every(({ kind }) => kind === 'quickfix'));
    const [all, missing] = await ask(0, ['source']);
    assert.match(missing?.title ?? '', /^Add \d+ missing keys$/);
    assert.match(edited(await resolve(missing)), /\nVOICEHIVE_REGION=\n/);
    const text = edited(await resolve(all));
    assert.match(text, /SSL_MODE="require" # for now\nexport VOICEHIVE_DATABASE__POOL_SIZE="10"\n/);
    assert.match(text, /LOG_LEVEL=INFO\n/);
    assert.match(text, /JWT_SECRET_KEY=canary-short\n/);
  });

  it('a secret is made when its fix is chosen, and a new one each time', async () => {
    await start();
    const fix = (await ask(3)).find(({ title }) => title.startsWith('Generate a secret'));
    const made = [edited(await resolve(fix)), edited(await resolve(fix))].map(
      text => /JWT_SECRET_KEY=([A-Za-z][A-Za-z0-9_-]{42,})\n/.exec(text)?.[1] ?? assert.fail(text),
    );
    assert.notEqual(made[0], made[1]);
  });

  it('a fix for an older text is refused', async () => {
    const { change } = await start();
    const [fix] = await ask(1);
    change(FILE, { from: 'DEBUG', to: 'INFO' });
    await assert.rejects(resolve(fix), /has changed/);
  });

  it('clients that resolve nothing get commands, which apply the edits', async () => {
    const capabilities = { ...PUSH, workspace: { applyEdit: true } };
    await start({ capabilities });
    const [fix] = (await ask(1)) as unknown as Command[];
    assert.equal(fix?.command, 'secureConfig.server.applyFix');
    await execute(fix.command, fix.arguments?.[0]);
    assert.equal(edited(applied[0] ?? assert.fail()), TEXT.replace('"disable"', '"require"'));
    await execute('secureConfig.server.fixAll', { uri: editor?.uri(FILE) });
    assert.match(edited(applied[1] ?? assert.fail()), /LOG_LEVEL=INFO\n/);
  });

  it('clients that can ask are offered their own commands', async () => {
    await start({ initializationOptions: { prompts: true } });
    const commands = (await ask(1)).flatMap(({ command }) => command ?? []);
    assert.deepEqual(commands[0]?.arguments, [{ uri: editor?.uri(FILE), rule: 'SEC_001', line: 1 }]);
    assert.deepEqual(
      commands.map(({ command }) => command),
      ['secureConfig.waive', 'secureConfig.openRule'],
    );
    assert.match(String(commands[1]?.arguments?.[0]), /docs\/rules\/voicehive\/SEC_001\.md$/);
  });

  it('a waiver is written into the file or the manifest, and refused without reason or date', async () => {
    await start();
    const waiver = {
      uri: editor?.uri(FILE),
      rule: 'OPS_001',
      until: '2999-01-31',
      reason: 'We look for a fault.',
    };
    await execute('secureConfig.server.waive', waiver);
    assert.match(
      edited(applied[0] ?? assert.fail()),
      /\n# secure-config-waive OPS_001 until 2999-01-31: We look for a fault\.\nVOICEHIVE_LOG_LEVEL/,
    );
    await execute('secureConfig.server.waive', { ...waiver, into: 'manifest' });
    assert.equal(
      edited(applied[1] ?? assert.fail(), 'secure-config.yaml', MANIFEST),
      `${MANIFEST}waivers:\n  - rule: OPS_001\n    files: [".env.production"]\n    until: 2999-01-31\n    reason: "We look for a fault."\n`,
    );
    for (const [wrong, message] of [
      [{ ...waiver, reason: ' ' }, /reason/],
      [{ ...waiver, until: '2020-01-31' }, /still to come/],
      [{ ...waiver, rule: 'SEC_007' }, /Nothing violates SEC_007/],
      [{}, /needs uri/],
    ] as const) {
      await assert.rejects(execute('secureConfig.server.waive', wrong), message);
    }
  });

  it('what is wrong in a manifest is mended, too', async () => {
    const { connection, open, published, uri } = await start();
    const manifest = 'extends: voicehve\n';
    const file = 'secure-config.yaml';
    open(file, manifest);
    const { diagnostics } = await published(file);
    const place = { line: 0, character: 12 };
    const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uri(file) },
      range: { start: place, end: place },
      context: { diagnostics },
    });
    assert.deepEqual(
      actions.map(({ title, isPreferred, diagnostics }) => [title, isPreferred, diagnostics?.length]),
      [['Change to voicehive', true, 1]],
    );
    assert.equal(edited(await resolve(actions[0]), file, manifest), 'extends: voicehive\n');
    await execute('secureConfig.server.applyFix', actions[0]?.data ?? assert.fail());
    assert.equal(edited(applied[0] ?? assert.fail(), file, manifest), 'extends: voicehive\n');
  });

  it('a rule is explained where the client shows documents', async () => {
    await start();
    const read = (await ask(1)).find(({ title }) => title.startsWith('Read'))?.command;
    await execute(read?.command ?? '', read?.arguments?.[0]);
    assert.match(shown[0] ?? '', /SEC_001\.md$/);
    await assert.rejects(
      execute('secureConfig.server.openRule', { uri: editor?.uri(FILE), rule: 'X' }),
      /not a rule/,
    );
  });

  it('says no secret in any action, and nothing where nothing is ours', async () => {
    await start();
    const actions = await Promise.all([0, 1, 2, 3].map(line => ask(line)));
    assert.doesNotMatch(JSON.stringify(actions), /canary/);
    editor?.open('notes.yaml', 'a: 1\n');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const textDocument = { uri: editor?.uri('notes.yaml') };
    const none = await editor?.connection.sendRequest('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    assert.deepEqual(none, []);
  });
});
