/** Requests whose time was over before the command line was run: it has no clock to set, so they were filed the day before. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { makeRefusals, type Refusals } from '../support/refusals.ts';

describe('secure-config request, once the time of a request is over', function () {
  this.timeout(90_000);
  let refusals: Refusals;

  before(async () => {
    const build = spawnSync(process.execPath, ['esbuild.mjs', '--only', 'cli'], { encoding: 'utf8' });
    assert.equal(build.status, 0, build.stderr);
    refusals = await makeRefusals();
  });
  after(() => refusals?.close());

  /** What bob is told at a terminal, with the exit code at the end. */
  const bob = (...args: string[]): string => {
    const { folder, environment } = refusals.bob;
    const ran = spawnSync(process.execPath, [path.resolve('dist/cli.js'), 'request', ...args], {
      cwd: folder,
      env: { ...environment.variables, HOME: environment.home },
      encoding: 'utf8',
    });
    return `${ran.stdout}${ran.stderr}[exit ${ran.status}]`;
  };

  it('lists it as expired, whether it was approved or not', () => {
    const lines = bob('list').split('\n');
    for (const [title, approvals] of [
      ['RETRIES', '· administrator  · operator'],
      ['PORT', '✓ administrator  ✓ operator'],
    ] as const) {
      const line = lines.find(each => each.includes(`${title} of production`)) ?? '';
      assert.match(line, /^[0-9a-f]{8} {2}expired /);
      assert.ok(line.includes(approvals), line);
    }
    const waiting = bob('list', '--whose', 'waiting');
    assert.match(waiting, /WORKERS of production/);
    assert.doesNotMatch(waiting, /expired/);
  });

  for (const which of ['expired', 'lapsed'] as const) {
    it(`shows when it expired, and refuses to approve and to apply it: ${which}`, () => {
      const { id, expires } = refusals.requests[which];
      const sentence = `The request ${id} expired at ${expires}. File a new one.`;
      const shown = bob('show', id);
      assert.match(shown, /status +expired\n/);
      assert.ok(shown.includes(`! ${sentence}\n`), shown);
      assert.doesNotMatch(shown, /You may/);
      const file = refusals.bob.read('.env.production');
      for (const action of ['approve', 'apply'])
        assert.equal(bob(action, id, '--yes'), `${sentence}\n[exit 3]`);
      assert.equal(refusals.bob.read('.env.production'), file);
    });
  }
});
