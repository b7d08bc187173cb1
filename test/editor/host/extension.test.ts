/** The packaged extension in a real VS Code, through the editor's own interfaces. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ComplianceNode } from '../../../client/views/compliance-nodes.ts';
import { api, closeAll, codeOf, codesAt, open, replace, until, uriOf } from './support.ts';

const PRODUCTION = '.env.production';
const EXPECTED = ['DB_002', 'OPS_001', 'SEC_001', 'SEC_005', 'TEAM_001', 'fallback/defaults'];

describe('Secure Config in the editor', () => {
  before(async () => {
    await api();
  });
  afterEach(closeAll);

  it('is active in a folder with configuration files and has its commands', async () => {
    const commands = new Set(await vscode.commands.getCommands(true));
    for (const name of ['checkWorkspace', 'showReport', 'setUpFolder', 'restartServer', 'showOutput']) {
      assert.ok(commands.has(`secureConfig.${name}`), name);
    }
  });

  it('reports rules, schema errors and fallbacks of a dotenv file', async () => {
    await open(PRODUCTION);
    await until('diagnostics', () => codesAt(PRODUCTION).length >= EXPECTED.length);
    assert.deepEqual(codesAt(PRODUCTION), EXPECTED);
    const [ssl] = vscode.languages
      .getDiagnostics(uriOf(PRODUCTION))
      .filter(each => codeOf(each) === 'SEC_001');
    assert.ok(ssl);
    assert.equal(ssl.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(ssl.range.start.line, 10);
    assert.ok(
      typeof ssl.code === 'object' && ssl.code.target.path.endsWith('docs/rules/voicehive/SEC_001.md'),
    );
    await vscode.workspace.fs.stat(ssl.code.target);
  });

  it('reports while one types, without saving', async () => {
    const editor = await open(PRODUCTION);
    await until('diagnostics', () => codesAt(PRODUCTION).includes('SEC_001'));
    await replace(editor, '"disable"', '"require"');
    await until('SEC_001 to go', () => !codesAt(PRODUCTION).includes('SEC_001'));
    await replace(editor, '"RS256"', '"HS256"');
    await until('SEC_003 to come', () => codesAt(PRODUCTION).includes('SEC_003'));
  });

  it('reads mapped YAML, and leaves other YAML alone', async () => {
    await open('notes/other.yaml');
    await open('config/staging.yaml');
    await until('the schema error', () => codesAt('config/staging.yaml').includes('schema/enum'));
    assert.deepEqual(codesAt('notes/other.yaml'), []);
  });

  it('checks a file that only the manifest knows as configuration', async () => {
    const path = 'deploy/settings.conf';
    const editor = await open(path);
    await until('the schema error', () => codesAt(path).includes('schema/enum'));
    await replace(editor, 'LOUD', 'INFO');
    await until('the schema error to go', () => !codesAt(path).includes('schema/enum'));
  });

  it('checks again when the manifest changes, saved or not', async () => {
    await open(PRODUCTION);
    await until('diagnostics', () => codesAt(PRODUCTION).includes('TEAM_001'));
    const manifest = await open('secure-config.yaml');
    await replace(manifest, '"^voicehive-"', '"^orch"');
    await until('TEAM_001 to go', () => !codesAt(PRODUCTION).includes('TEAM_001'));
  });

  it('shows score, environment and counts above the first line', async () => {
    await open(PRODUCTION);
    const lens = await until('a CodeLens', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uriOf(PRODUCTION),
        10,
      );
      return lenses.find(each => each.command?.command === 'secureConfig.showReport');
    });
    assert.equal(lens.range.start.line, 0);
    assert.match(lens.command?.title ?? '', /production · [\d.]+ \/ 100 · 2 critical, 1 error, 3 warnings/);
  });

  it('arranges what was checked by environment, file and finding', async () => {
    const { compliance } = await api();
    await open(PRODUCTION);
    const environment = await until('the environment', () =>
      compliance.getChildren().find(node => compliance.getTreeItem(node).label === 'production'),
    );
    const [file] = compliance.getChildren(environment);
    assert.ok(file);
    assert.equal(labelOf(compliance.getTreeItem(file)), PRODUCTION);
    const codes = compliance
      .getChildren(file)
      .map((node: ComplianceNode) => labelOf(compliance.getTreeItem(node)));
    assert.deepEqual(codes.toSorted(), EXPECTED);
    assert.ok(['SEC_001', 'SEC_005'].includes(codes[0] ?? ''), 'the worst come first');
  });

  it('opens files under the dotenv language, with our grammar or the editor’s own', async () => {
    assert.equal((await open(PRODUCTION)).document.languageId, 'dotenv');
  });

  it('does as the settings say, for each folder', async () => {
    const settings = vscode.workspace.getConfiguration('secureConfig', uriOf(PRODUCTION));
    await open(PRODUCTION);
    await until('diagnostics', () => codesAt(PRODUCTION).length > 0);
    await settings.update('enable', false, vscode.ConfigurationTarget.Workspace);
    await until('diagnostics to go', () => codesAt(PRODUCTION).length === 0);
    await settings.update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    await until('diagnostics to come back', () => codesAt(PRODUCTION).length > 0);
  });

  it('starts the server again on demand', async () => {
    await open(PRODUCTION);
    await until('diagnostics', () => codesAt(PRODUCTION).length > 0);
    await vscode.commands.executeCommand('secureConfig.restartServer');
    await until('diagnostics to come back', () => codesAt(PRODUCTION).includes('SEC_001'));
  });

  it('puts no secret into a diagnostic or a label', async () => {
    const { compliance } = await api();
    await open(PRODUCTION);
    await until('diagnostics', () => codesAt(PRODUCTION).length > 0);
    const nodes = await until('findings in the tree', () => {
      const all = allNodes(compliance.getChildren(), node => compliance.getChildren(node));
      return all.some(node => node.kind === 'finding') && all;
    });
    const said = [...vscode.languages.getDiagnostics(), ...nodes.map(node => compliance.getTreeItem(node))];
    assert.doesNotMatch(JSON.stringify(said), /canary/);
  });
});

function labelOf({ label }: vscode.TreeItem): string {
  return typeof label === 'object' ? label.label : (label ?? '');
}

function allNodes(
  nodes: readonly ComplianceNode[],
  childrenOf: (node: ComplianceNode) => readonly ComplianceNode[],
): ComplianceNode[] {
  return nodes.flatMap(node => [node, ...allNodes(childrenOf(node), childrenOf)]);
}
