/** Holds the size of what is shipped: a bundle that grows without being noticed makes every start slower. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';

const BUDGETS = {
  client: 100_000,
  'client-language': 350_000,
  'client-ledger': 150_000,
  'language-server': 850_000,
  'cli-check': 450_000,
  'cli-all': 650_000,
  ledger: 850_000,
};
/** Of every commit of a ledger: stands in what reads and writes them, and nowhere else. */
const AUTHOR = 'ledger@secure-config.invalid';
const FOLDER = path.join('dist', `bundles-${process.pid}`);

describe('bundles', () => {
  before(() => {
    const build = spawnSync(process.execPath, ['esbuild.mjs', '--outdir', FOLDER], { encoding: 'utf8' });
    assert.equal(build.status, 0, build.stderr);
  });
  after(() => fs.rmSync(FOLDER, { recursive: true, force: true }));

  for (const [name, budget] of Object.entries(BUDGETS)) {
    it(`${name} is at most ${budget / 1000} kB`, () => {
      const { size } = fs.statSync(path.join(FOLDER, `${name}.js`));
      assert.ok(size > 10_000, `${name} has only ${size} bytes`);
      assert.ok(size <= budget, `${name} has ${size} bytes`);
    });
  }

  it('server and command line load the ledger only when they need it', () => {
    for (const name of ['language-server', 'cli-check', 'cli-all']) {
      const text = fs.readFileSync(path.join(FOLDER, `${name}.js`), 'utf8');
      assert.ok(!text.includes(AUTHOR), `${name}.js holds the ledger`);
    }
    assert.ok(fs.readFileSync(path.join(FOLDER, 'ledger.js'), 'utf8').includes(AUTHOR));
  });

  it('a check does not read the commands of ledgers', () => {
    const text = fs.readFileSync(path.join(FOLDER, 'cli-check.js'), 'utf8');
    assert.ok(!text.includes('secure-config ledger init'), 'cli-check.js holds commands of ledgers');
    assert.ok(fs.readFileSync(path.join(FOLDER, 'cli-all.js'), 'utf8').includes('secure-config ledger init'));
  });

  it('server and command line read no profile that nobody names', () => {
    for (const name of ['language-server', 'cli-check', 'cli-all']) {
      const text = fs.readFileSync(path.join(FOLDER, `${name}.js`), 'utf8');
      assert.ok(!text.includes('builtin:voicehive/'), `${name}.js holds a built-in profile`);
    }
    assert.ok(
      fs.readFileSync(path.join(FOLDER, 'profile-voicehive.js'), 'utf8').includes('builtin:voicehive/'),
    );
  });

  it('what loads the programs holds nothing of them', () => {
    for (const name of ['server', 'cli']) {
      const { size } = fs.statSync(path.join(FOLDER, `${name}.js`));
      assert.ok(size < 10_000, `${name} has ${size} bytes`);
    }
  });

  it('the server is read as text of one byte for each character', () => {
    for (const name of ['language-server', 'ledger', 'yaml', 're2']) {
      const text = fs.readFileSync(path.join(FOLDER, `${name}.js`), 'utf8');
      assert.doesNotMatch(text, /[\u{100}-\u{10ffff}]/u, `${name}.js takes twice the memory`);
    }
  });
});
