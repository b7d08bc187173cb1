/** Completion and hover in a real VS Code. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeAll, codesAt, open, replace, until, uriOf } from './support.ts';

const PRODUCTION = '.env.production';

describe('Completion and hover in the editor', () => {
  before(async () => {
    await api();
  });
  afterEach(closeAll);

  const completionsAt = async (path: string, position: vscode.Position): Promise<string[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uriOf(path),
      position,
    );
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  };

  it('offers the values of a field, and the keys that are missing', async () => {
    const editor = await open(PRODUCTION);
    await until('diagnostics', () => codesAt(PRODUCTION).includes('SEC_001'));
    await replace(editor, '"disable"', '""');
    const line = editor.document.lineAt(10);
    const values = await completionsAt(PRODUCTION, line.range.end.translate(0, -1));
    assert.ok(values.includes('require') && values.includes('verify-full'), values.join(', '));
    const [redis] = editor.document.getText().match(/VOICEHIVE_REDIS__PORT=.*/) ?? [];
    await replace(editor, redis ?? '', `${redis}\nVOICE`);
    const keys = await completionsAt(PRODUCTION, new vscode.Position(13, 5));
    assert.ok(keys.includes('VOICEHIVE_REDIS__PASSWORD'), keys.join(', '));
  });

  it('offers rules in the manifest', async () => {
    const editor = await open('secure-config.yaml');
    const end = editor.document.lineCount;
    await editor.edit(edit => edit.insert(new vscode.Position(end, 0), '\nwaivers:\n  - rule: \n'));
    const { document } = editor;
    const line = document.positionAt(document.getText().lastIndexOf('rule: ')).line;
    const rules = await completionsAt('secure-config.yaml', document.lineAt(line).range.end);
    assert.ok(rules.includes('SEC_004'), rules.join(', '));
  });

  it('says what a field is, without its secret', async () => {
    await open(PRODUCTION);
    await until('diagnostics', () => codesAt(PRODUCTION).includes('SEC_001'));
    const hoverAt = async (line: number): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uriOf(PRODUCTION),
        new vscode.Position(line, 12),
      );
      const contents = hovers.flatMap(hover => hover.contents);
      return contents.map(each => (typeof each === 'string' ? each : each.value)).join('\n');
    };
    assert.match(await hoverAt(10), /TLS mode[\s\S]*SEC\\_001[\s\S]*violated/);
    const secret = await hoverAt(9);
    assert.match(secret, /secret/);
    assert.ok(!secret.includes('canary'));
  });
});
