// What goes wrong beside a ledger, in a window: a program that was killed, a git that is not there.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { become, openView } from '../../../scripts/editor/ledger-story.mjs';
import { PRODUCTION } from './support.mjs';

const RESTART = 'Secure Config: Restart Server';

export default [
  [
    'ledger commands: an apply that was killed half-way is finished at the next start, and said',
    async (wb, { workspace, scene: { ann, second, applyAndDie } }) => {
      const read = () => fs.readFileSync(path.join(workspace, PRODUCTION), 'utf8');
      await become(wb, 'ann');
      const id = await ann.ask('DATABASE__MAX_OVERFLOW', 35, 'Peaks at the end of the month');
      await second.approve(id);
      applyAndDie(id);
      assert.match(read(), /MAX_OVERFLOW="20"/);
      await wb.runCommand(RESTART);
      const { text } = await wb.waitForNotification(/was stopped while it applied/, 20_000);
      assert.match(text, /The ledger had its version already, so the files were given their texts now/);
      assert.match(read(), /MAX_OVERFLOW="35"/);
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/production · v31: 100/, 20_000);
    },
  ],
  [
    'ledger commands: without git the view says what to install, files are checked all the same, and it comes back',
    async (wb, { scene: { programs } }) => {
      const sideBar = wb.page.locator('.part.sidebar');
      const git = path.join(programs, 'git');
      const target = fs.readlinkSync(git);
      await openView(wb, 'History');
      fs.rmSync(git);
      await wb.runCommand(RESTART);
      await sideBar.getByText(/git 2\.36 or newer was not found/).waitFor({ timeout: 20_000 });
      await wb.openFile(PRODUCTION);
      await wb.statusBar('100 · production');
      await wb.runCommand('Secure Config: Initialise Ledger');
      await wb.waitForNotification(/Git is not installed/);
      await sideBar.getByText('Get git').waitFor();
      fs.symlinkSync(target, git);
      await openView(wb, 'History');
      await sideBar.getByText('Restart Server').click();
      await wb.treeRow('v31').waitFor({ timeout: 20_000 });
    },
  ],
];
