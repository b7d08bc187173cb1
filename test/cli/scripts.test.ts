/** Plays every script of test/cli/scripts against the built command line. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { before, describe, it } from 'mocha';
import { playScript } from '../support/terminal-script.ts';

const FOLDER = 'test/cli/scripts';

/** Milliseconds: a script is a dozen processes, and a machine may be busy. */
const LONGEST = 300_000;

describe('secure-config, as a process', function () {
  this.timeout(LONGEST);

  before(() => {
    const build = spawnSync(process.execPath, ['esbuild.mjs', '--only', 'cli'], { encoding: 'utf8' });
    assert.equal(build.status, 0, build.stderr);
  });

  for (const name of fs.readdirSync(FOLDER).sort()) {
    it(name.replace(/\.txt$/, '').replaceAll('-', ' '), () => {
      const file = path.join(FOLDER, name);
      const expected = fs.readFileSync(file, 'utf8');
      const actual = playScript(expected);
      if (process.env.UPDATE_SNAPSHOTS === '1') fs.writeFileSync(file, actual);
      else assert.equal(actual, expected);
    });
  }
});
