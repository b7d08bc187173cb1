/** Holds the size of what is shipped: a bundle that grows without being noticed makes every start slower. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';

const BUDGETS = { client: 550_000, server: 1_200_000, cli: 1_200_000 };
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
});
