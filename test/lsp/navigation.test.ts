/** Outline, folds, definitions, references, renames, links, selections and symbols, as an editor asks for them. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type {
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  SelectionRange,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import { CLEAN, MANIFEST, PULL, PUSH } from '../support/lsp-shop.ts';

const PROFILE = `name: shop
prefix: SHOP_
delimiter: __
environmentField: environment
schema: ./schema.yaml
rules: [./rules/SHOP_1.yaml]
`;
const SCHEMA = `type: object
properties:
  environment: { enum: [production, staging] }
  cache:
    properties:
      size: { type: integer }
  token: { type: string, secret: true }
`;
const RULE = `name: Small cache
id: SHOP_1
severity: warning
field: cache.size
must: { maximum: 10 }
message: The cache is large.
why: Memory is dear.
remedy: Make it smaller.
expected: at most 10
`;
const PRODUCTION = `# secure-config-waive SHOP_1 until 2099-01-31: it is needed
SHOP_ENVIRONMENT=production

SHOP_CACHE__SIZE=20
SHOP_TOKEN=k9XmP2vQ8nL4
COPY=\${SHOP_CACHE__SIZE}
`;
const FILES = {
  'secure-config.yaml':
    'extends: [voicehive, ./profile]\nfiles:\n  - .env.{environment}\nwaivers:\n  - { rule: SHOP_1, until: 2099-01-31, reason: a }\nrules:\n  SEC_001: off\n',
  'profile/profile.yaml': PROFILE,
  'profile/schema.yaml': SCHEMA,
  'profile/rules/SHOP_1.yaml': RULE,
  '.env.production': PRODUCTION,
  '.env.staging': 'SHOP_ENVIRONMENT=staging\nshop_cache__size=5\n',
  'other.yaml': 'a:\n  b: 1\n',
};

describe('server: navigation', () => {
  let editor: Editor;
  afterEach(() => editor?.stop());

  const start = async (capabilities: object = {}, files: Readonly<Record<string, string>> = FILES) => {
    editor = await startEditor(sandbox(files), { capabilities: { ...PUSH, ...capabilities } });
    return editor;
  };
  const ask = <Result>(method: string, file: string, more: object = {}) =>
    editor.connection.sendRequest<Result>(`textDocument/${method}`, {
      textDocument: { uri: editor.uri(file) },
      ...more,
    });
  const positionOf = (file: keyof typeof FILES, part: string) => {
    const before = FILES[file].slice(0, FILES[file].indexOf(part) + 1).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const definitionOf = async (file: keyof typeof FILES, part: string) => {
    const position = positionOf(file, part);
    const found = await ask<Location | null>('definition', file, { position });
    return (
      found &&
      `${found.uri.replace(`${editor.uri('')}/`, '').replace(/^.*\/(?=profiles\/|docs\/)/, '')}:${found.range.start.line}`
    );
  };

  it('the outline is a tree where the client shows one, and masks secrets', async () => {
    const tree = {
      textDocument: { ...PUSH.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
    };
    const { open, wire } = await start(tree);
    open('.env.production');
    open('other.yaml');
    const symbols = await ask<DocumentSymbol[]>('documentSymbol', '.env.production');
    assert.deepEqual(
      symbols.map(({ name, detail, children }) => [name, detail, children?.map(child => child.name)]),
      [
        ['SHOP_ENVIRONMENT', 'production', []],
        ['cache', undefined, ['SHOP_CACHE__SIZE']],
        ['SHOP_TOKEN', '••••', []],
        ['COPY', '••••', []],
      ],
    );
    assert.equal(await ask('documentSymbol', 'other.yaml'), null);
    assert.ok(!wire().includes('k9XmP2'));
  });

  it('the outline is a list elsewhere', async () => {
    const { open } = await start();
    open('.env.production');
    const symbols = await ask<SymbolInformation[]>('documentSymbol', '.env.production');
    assert.deepEqual(
      symbols.map(({ name, containerName }) => [name, containerName]),
      [
        ['SHOP_ENVIRONMENT', undefined],
        ['cache', undefined],
        ['SHOP_CACHE__SIZE', 'cache'],
        ['SHOP_TOKEN', undefined],
        ['COPY', undefined],
      ],
    );
  });

  it('fields are found in all files', async () => {
    const { connection, open } = await start();
    open('.env.staging', 'SHOP_CACHE__SIZE=7\n');
    const find = (query: string) =>
      connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
    const shown = (await find('cachsize')).map(({ name, containerName }) => `${name} ${containerName}`);
    assert.deepEqual(shown, [
      'SHOP_CACHE__SIZE .env.production (production)',
      'SHOP_CACHE__SIZE .env.staging (staging)',
    ]);
    assert.deepEqual(await find('nothing'), []);
    assert.equal((await find('')).length, 4);
  });

  it('groups fold', async () => {
    const { open } = await start();
    open('.env.production');
    open('other.yaml');
    assert.deepEqual(await ask<FoldingRange[]>('foldingRange', '.env.production'), [
      { startLine: 0, endLine: 1 },
      { startLine: 3, endLine: 5 },
    ]);
    assert.equal(await ask('foldingRange', 'other.yaml'), null);
  });

  it('selections grow', async () => {
    const { open } = await start();
    open('.env.production');
    const positions = [positionOf('.env.production', 'k9Xm')];
    const [first] = await ask<SelectionRange[]>('selectionRange', '.env.production', { positions });
    const lines: string[] = [];
    for (let range = first; range; range = range.parent) {
      lines.push(`${range.range.start.line}:${range.range.start.character}`);
    }
    assert.deepEqual(lines, ['4:11', '4:0', '0:0']);
  });

  it('a key leads to its field, a waiver to its rule, a reference to its line', async () => {
    const { open } = await start();
    open('.env.production');
    assert.equal(await definitionOf('.env.production', 'SHOP_CACHE__SIZE'), 'profile/schema.yaml:5');
    assert.equal(await definitionOf('.env.production', 'SHOP_1'), 'profile/rules/SHOP_1.yaml:1');
    assert.equal(await definitionOf('.env.production', 'SHOP_CACHE__SIZE}'), '.env.production:3');
    assert.equal(await definitionOf('.env.production', '20'), null);
  });

  it('our own files lead to what they name', async () => {
    const { open } = await start();
    open('secure-config.yaml');
    open('profile/profile.yaml');
    open('profile/rules/SHOP_1.yaml');
    assert.equal(await definitionOf('secure-config.yaml', './profile'), 'profile/profile.yaml:0');
    assert.equal(await definitionOf('secure-config.yaml', 'SHOP_1'), 'profile/rules/SHOP_1.yaml:1');
    assert.equal(await definitionOf('secure-config.yaml', 'voicehive'), 'profiles/voicehive/profile.yaml:0');
    assert.match(
      (await definitionOf('secure-config.yaml', 'SEC_001')) ?? '',
      /^profiles\/voicehive\/rules\/SEC_001.yaml:/,
    );
    assert.equal(await definitionOf('profile/profile.yaml', './schema.yaml'), 'profile/schema.yaml:0');
    assert.equal(await definitionOf('profile/rules/SHOP_1.yaml', 'cache.size'), 'profile/schema.yaml:5');
    const links = await ask<DocumentLink[]>('documentLink', 'profile/profile.yaml');
    assert.deepEqual(
      links.map(({ target }) => target),
      [editor.uri('profile/schema.yaml'), editor.uri('profile/rules/SHOP_1.yaml')],
    );
  });

  it('a key of a built-in profile leads to that', async () => {
    const files = { '.env.production': 'VOICEHIVE_REGION=eu-west-1\n' };
    const { open } = await start({}, files);
    open('.env.production');
    const found = await ask<Location>('definition', '.env.production', {
      position: { line: 0, character: 12 },
    });
    assert.match(found.uri, /profiles\/voicehive\/schema\.yaml$/);
  });

  it('references are in the files of all environments', async () => {
    const { open } = await start();
    open('.env.production');
    const position = positionOf('.env.production', 'SHOP_CACHE__SIZE');
    const find = (includeDeclaration: boolean) =>
      ask<Location[]>('references', '.env.production', { position, context: { includeDeclaration } });
    const shown = (found: Location[]) =>
      found.map(({ uri, range }) => `${uri.replace(`${editor.uri('')}/`, '')}:${range.start.line}`);
    const rule = 'profile/rules/SHOP_1.yaml:3';
    assert.deepEqual(shown(await find(true)), [
      '.env.production:3',
      '.env.production:5',
      '.env.staging:1',
      rule,
      'profile/schema.yaml:5',
    ]);
    assert.deepEqual(shown(await find(false)), ['.env.production:5', '.env.staging:1', rule]);
  });

  const USES = ['.env.staging:1', '.env.production:3', '.env.production:5', 'profile/rules/SHOP_1.yaml:3'];
  const RULE_USES = ['.env.production:0', 'secure-config.yaml:4'];
  for (const [file, place, uses] of [
    ['profile/schema.yaml', 'size', USES],
    ['profile/schema.yaml', 'cache', USES],
    ['profile/schema.yaml', 'type', []],
    ['profile/rules/SHOP_1.yaml', 'cache.size', USES],
    ['profile/rules/SHOP_1.yaml', 'SHOP_1', RULE_USES],
    ['secure-config.yaml', 'SHOP_1', RULE_USES],
    ['.env.production', 'SHOP_1', RULE_USES],
    ['secure-config.yaml', 'SEC_001', ['secure-config.yaml:6']],
  ] as const) {
    it(`references are found from ${place} in ${file}`, async () => {
      const { open } = await start();
      open(file);
      const position = positionOf(file, place);
      const context = { includeDeclaration: false };
      const found = await ask<Location[] | null>('references', file, { position, context });
      const shown = (found ?? []).map(
        ({ uri, range }) => `${uri.replace(`${editor.uri('')}/`, '')}:${range.start.line}`,
      );
      assert.deepEqual(shown.toSorted(), uses.toSorted());
    });
  }

  it('a key is renamed in all of them', async () => {
    const workspace = { workspaceEdit: { documentChanges: true } };
    const textDocument = { ...PUSH.textDocument, rename: { prepareSupport: true } };
    const { capabilities, open } = await start({ workspace, textDocument });
    assert.deepEqual(capabilities.renameProvider, { prepareProvider: true });
    open('.env.production');
    const position = positionOf('.env.production', 'SHOP_CACHE__SIZE');
    assert.deepEqual(await ask('prepareRename', '.env.production', { position }), {
      range: { start: { line: 3, character: 0 }, end: { line: 3, character: 16 } },
      placeholder: 'SHOP_CACHE__SIZE',
    });
    const to = (newName: string) => ask<WorkspaceEdit>('rename', '.env.production', { position, newName });
    const { documentChanges = [] } = await to('SHOP_STORE__SIZE');
    const shown = documentChanges.map(change =>
      'edits' in change ? [change.textDocument.uri, change.textDocument.version, change.edits.length] : [],
    );
    assert.deepEqual(shown, [
      [editor.uri('.env.production'), 1, 2],
      [editor.uri('.env.staging'), null, 1],
    ]);
    await assert.rejects(to('SHOP_TOKEN'), /SHOP_TOKEN already, in line 5/);
    await assert.rejects(to('1'), /cannot be a variable's name/);
  });

  it('a key is renamed in however many files, and in none where there are too many to know all', async () => {
    const many = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`apps/${index}/.env.staging`, 'SHOP_TOKEN=\n']),
      );
    const manifest = MANIFEST.replace('- .env.{environment}', '- "**/.env.{environment}"');
    const ask = async (files: Record<string, string>) => {
      editor = await startEditor(sandbox({ ...files, 'secure-config.yaml': manifest }), {
        capabilities: PUSH,
      });
      editor.open('apps/0/.env.staging');
      return editor.connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
        textDocument: { uri: editor.uri('apps/0/.env.staging') },
        position: { line: 0, character: 2 },
        newName: 'SHOP_KEY',
      });
    };
    assert.equal(Object.keys((await ask(many(60))).changes ?? {}).length, 60);
    await editor.stop();
    await assert.rejects(ask(many(2002)), /more than 2000 files.*nothing is renamed/);
  });

  it('a client that knows no versions gets plain changes', async () => {
    const { open } = await start();
    open('.env.production');
    const position = positionOf('.env.production', 'SHOP_TOKEN');
    const edit = await ask<WorkspaceEdit>('rename', '.env.production', { position, newName: 'SHOP_KEY' });
    assert.deepEqual(Object.keys(edit.changes ?? {}), [editor.uri('.env.production')]);
  });
});

describe('server: formatting', () => {
  let editor: Editor;
  afterEach(() => editor?.stop());
  const options = { tabSize: 2, insertSpaces: true };
  const files = {
    'secure-config.yaml': MANIFEST,
    '.env.production': `#x\n\n\n\n${CLEAN}#y`,
    'config/production.yaml': 'a:   1\n\n\n',
  };

  it('is offered for dotenv files alone where the client can be told', async () => {
    const formats = {
      formatting: { dynamicRegistration: true },
      rangeFormatting: { dynamicRegistration: true },
    };
    const capabilities = { ...PULL, textDocument: { ...PULL.textDocument, ...formats } };
    editor = await startEditor(sandbox(files), { capabilities });
    assert.equal(editor.capabilities.documentFormattingProvider, undefined);
    assert.equal(editor.capabilities.documentRangeFormattingProvider, undefined);
    const isFormatting = ({ registrations }: { registrations: { method: string }[] }) =>
      registrations.some(({ method }) => method === 'textDocument/formatting');
    const registered = JSON.stringify(await editor.hears('client/registerCapability', isFormatting));
    assert.match(registered, /\.env/);
    assert.doesNotMatch(registered, /yaml/);
  });

  it('changes dotenv files, whole or in part, and no YAML', async () => {
    editor = await startEditor(sandbox(files), { capabilities: PUSH });
    assert.equal(editor.capabilities.documentFormattingProvider, true);
    editor.open('.env.production');
    editor.open('config/production.yaml');
    const ask = (method: string, file: string, more: object = {}) =>
      editor.connection.sendRequest(`textDocument/${method}`, {
        textDocument: { uri: editor.uri(file) },
        options,
        ...more,
      });
    const at = (line: number, character: number, toLine = line) => ({
      start: { line, character },
      end: { line: toLine, character: toLine === line ? character : 0 },
    });
    const first = { range: at(0, 1), newText: ' ' };
    assert.deepEqual(await ask('formatting', '.env.production'), [
      first,
      { range: at(2, 0, 4), newText: '' },
      { range: at(8, 1), newText: ' ' },
      { range: at(8, 2), newText: '\n' },
    ]);
    assert.deepEqual(await ask('rangeFormatting', '.env.production', { range: at(0, 0) }), [first]);
    assert.equal(await ask('formatting', 'config/production.yaml'), null);
  });
});
