/**
 * Sets up small repositories of many kinds: what is written, what is said, and what the check then finds at once.
 *
 * Each text of test/data/set-up holds a repository's files, and behind `=== ` lines what is expected. The files have
 * mistakes in them only where a comment beside them says so. `UPDATE_SNAPSHOTS=1` writes down what comes out now.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { planSetUp, type SetUp } from '../../shared/core/profile/infer.ts';
import { checkText } from '../../shared/core/validation/check.ts';
import { filesForSetUp } from '../../shared/node/set-up-files.ts';
import { openWorkspace } from '../../shared/node/workspace.ts';
import { NOW } from '../support/checking.ts';

const FOLDER = 'test/data/set-up';

describe('setting up a repository', () => {
  for (const name of fs.readdirSync(FOLDER).sort()) {
    it(name.replace(/\.txt$/, '').replaceAll('-', ' '), async () => {
      const file = path.join(FOLDER, name);
      const expected = fs.readFileSync(file, 'utf8');
      const [head = ''] = expected.split(/^=== /m);
      const actual = head + (await play(filesOf(head)));
      if (process.env.UPDATE_SNAPSHOTS === '1') fs.writeFileSync(file, actual);
      else assert.equal(actual, expected);
      assert.doesNotMatch(actual.slice(head.length), /canary/, 'no secret is written down');
    });
  }
});

function filesOf(head: string): ReadonlyMap<string, string> {
  const [, ...sections] = head.split(/^--- /m);
  return new Map(
    sections.map(section => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), section.slice(end + 1)];
    }),
  );
}

async function play(files: ReadonlyMap<string, string>): Promise<string> {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-')));
  try {
    write(root, files);
    const plan = planSetUp(await filesForSetUp(root));
    write(root, new Map(plan.files.map(({ path: name, content }) => [name, content])));
    return `${written(plan)}=== notes\n${plan.notes.map(note => `${note}\n`).join('')}=== check\n${await findings(root)}`;
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

function write(root: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
}

/** Without the comments that are in every manifest. */
function written({ files }: SetUp): string {
  return files
    .map(({ path: name, content }) => {
      const lines = content.split('\n').filter(line => line.trim() !== '' && !line.startsWith('#'));
      return `=== ${name}\n${lines.join('\n')}\n`;
    })
    .join('');
}

/** `file (environment): line code: message`, and what is wrong with the manifests themselves. */
async function findings(root: string): Promise<string> {
  const workspace = openWorkspace({ roots: [root], trusted: true });
  const lines: string[] = [];
  for await (const file of workspace.configurationFiles()) {
    const text = fs.readFileSync(file, 'utf8');
    const governed = await workspace.governanceOf(file, text);
    if (!governed) continue;
    const manifest = path.join(governed.root, 'secure-config.yaml');
    const problems = await workspace.manifestProblems(manifest, fs.readFileSync(manifest, 'utf8'));
    assert.deepEqual(problems, [], manifest);
    const checked = checkText({ path: governed.path, text, governance: governed.governance, now: NOW });
    lines.push(`${path.relative(root, file)} (${checked.environment ?? 'no environment'})`);
    for (const { span, code, message } of checked.findings) {
      lines.push(`  ${checked.document.lines.positionAt(span.start).line + 1} ${code}: ${message}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
