/** Who asks a script how it is called is told so, at once: a run of all tests or measurements takes an hour. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { describe, it } from 'mocha';

describe('a script that is asked for help', () => {
  const scripts: readonly (readonly [name: string, says: RegExp])[] = [
    ['test', /^npm test: every test there is/],
    ['unit', /node scripts\/unit\.mjs \[name parts…\]/],
    ['soak', /node scripts\/soak\.mjs \[name parts…\]/],
    ['editor-tests', /--newest \| --oldest[\s\S]*--grep TEXT/],
    ['bench', /npm run bench -- \[--quick\]/],
    ['screenshots', /--only NAME/],
  ];
  for (const [name, says] of scripts) {
    it(`says how it is called: ${name}`, () => {
      const { stdout, stderr, status } = call(name, '--help');
      assert.match(stdout, says);
      assert.deepEqual([stderr, status], ['', 0]);
    });
  }

  it('takes no argument that it would pass over', () => {
    const { stderr, status } = call('test', 'core/ledger');
    assert.match(stderr, /takes no arguments\. A part: node scripts\/unit\.mjs/);
    assert.equal(status, 2);
  });
});

function call(name: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [`scripts/${name}.mjs`, ...args], { encoding: 'utf8' });
}
