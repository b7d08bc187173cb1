// Two environments beside each other in the editor's own diff: their files, which have other names, without a secret.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { choose, openView } from '../../../scripts/editor/ledger-story.mjs';

const COMMAND = 'Secure Config: Compare Environments in Diff Editor…';
const STAGING = '.env.staging';
const SECRETS = /another_invented|invented_|secure_redis|cryptographically|secure_encryption/;

export default [
  [
    'ledger commands: an environment that is alone has none to be compared with',
    async (wb, { workspace }) => {
      const [file, away] = [STAGING, 'staging'].map(name => path.join(workspace, name));
      fs.renameSync(file, away);
      await wb.runCommand(COMMAND);
      await wb.waitForNotification(/There is no environment but production/);
      fs.renameSync(away, file);
    },
  ],
  [
    'ledger commands: two environments are compared by palette before one of them has a version, secrets covered and marked',
    async wb => {
      await wb.runCommand(COMMAND);
      await wb.quickInput.getByText('no version yet').waitFor();
      await choose(wb, 'staging');
      await readDiff(wb, '.env.staging ↔ .env.production: staging ↔ production, working files', {
        original: ['ENVIRONMENT="staging"', 'DATABASE__PASSWORD="••••"', 'REDIS__PASSWORD="••••"'],
        modified: [
          'ENVIRONMENT="production"',
          'DATABASE__PASSWORD="•••• (changed)"',
          'REDIS__PASSWORD="••••"',
        ],
      });
    },
  ],
  [
    'ledger commands: what is compared follows either file, so that a secret that is another one now is marked',
    async (wb, { workspace }) => {
      const file = path.join(workspace, STAGING);
      const text = fs.readFileSync(file, 'utf8');
      await wb.runCommand(COMMAND);
      await choose(wb, 'staging');
      assert.match((await wb.diffText()).modified, /REDIS__PASSWORD="••••"/);
      await wb.openFile(STAGING);
      const before = text.slice(0, text.indexOf('secure_redis')).split('\n');
      await wb.goTo(before.length, before.at(-1).length + 1);
      await wb.type('in');
      await wb.save();
      await wb.page.locator('.tab', { hasText: 'staging ↔ production' }).click();
      await wb.until(
        async () => /REDIS__PASSWORD="•••• \(changed\)"/.test((await wb.diffText()).modified),
        'the mark of the secret',
      );
      fs.writeFileSync(file, text);
    },
  ],
  [
    'ledger commands: of several pairs of files one is chosen, and a file without a counterpart is beside nothing',
    async (wb, { workspace }) => {
      const file = path.join(workspace, '.env.stg');
      fs.writeFileSync(file, 'VOICEHIVE_REDIS__PASSWORD=invented_of_stg\n');
      await wb.runCommand(COMMAND);
      await choose(wb, 'staging');
      await wb.quickRow('.env.staging ↔ .env.production').waitFor();
      await choose(wb, '.env.stg');
      await readDiff(wb, '.env.stg: staging ↔ production, working files', {
        original: ['VOICEHIVE_REDIS__PASSWORD=••••'],
        modified: [''],
      });
      fs.rmSync(file);
    },
  ],
  [
    'ledger commands: the matrix of environments leads to their files in the diff editor',
    async wb => {
      await wb.runCommand('Secure Config: Compare Environments');
      await wb.webview('Only differences');
      const action = wb.page.locator('.editor-group-container.active .editor-actions .codicon-diff');
      await action.click();
      await choose(wb, 'production');
      await readDiff(wb, '.env.production ↔ .env.staging: production ↔ staging, working files', {
        original: ['ENVIRONMENT="production"'],
        modified: ['ENVIRONMENT="staging"'],
      });
    },
  ],
];

/** Of environments that both have a version: from the tree, what is approved. */
export const approved = [
  [
    'ledger commands: an environment is compared with another from the tree, as both were approved',
    async (wb, { workspace }) => {
      const file = path.join(workspace, STAGING);
      const text = fs.readFileSync(file, 'utf8');
      fs.writeFileSync(file, text.replace('DATABASE__POOL_SIZE="10"', 'DATABASE__POOL_SIZE="11"'));
      await openView(wb, 'History');
      await wb.chooseInMenu(wb.treeRow('production'), 'Compare Environments in Diff Editor…');
      await choose(wb, 'What is approved');
      await readDiff(wb, '.env.production ↔ .env.staging: production v30 ↔ staging v1', {
        original: ['DATABASE__POOL_SIZE="36"', 'DATABASE__PASSWORD="••••"'],
        modified: ['DATABASE__POOL_SIZE="10"', 'DATABASE__PASSWORD="•••• (changed)"'],
      });
      fs.writeFileSync(file, text);
    },
  ],
];

async function readDiff(wb, title, wanted) {
  await wb.page.locator('.tab.active', { hasText: title }).waitFor();
  const sides = await wb.diffText();
  for (const [side, lines] of Object.entries(wanted))
    for (const line of lines)
      assert.ok(sides[side].includes(line), `${side} without ${line}:\n${sides[side]}`);
  assert.doesNotMatch(sides.original + sides.modified, SECRETS);
}
