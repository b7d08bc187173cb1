/** Where a project's own git configuration says that its remote is, and the ledger's with it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { DEFAULT_REMOTE_REF } from '../../../shared/node/ledger/remote-address.ts';
import { remoteOf } from '../../../shared/node/ledger/sync-settings.ts';
import { inFolder, realGit, succeeded } from '../../support/ledger-store.ts';

describe('the remote of a project', () => {
  const CASES: readonly [
    what: string,
    url: string | undefined,
    expected: (folder: string) => string | undefined,
  ][] = [
    ['an address', 'git@example.invalid:team/app.git', () => 'git@example.invalid:team/app.git'],
    ['a relative path', '../app.git', folder => path.join(folder, 'app.git')],
    ['none', undefined, () => undefined],
  ];
  for (const [what, url, expected] of CASES) {
    it(`is ${what}`, () =>
      inFolder(async folder => {
        const project = path.join(folder, 'project');
        execFileSync('git', ['init', '--quiet', project]);
        if (url !== undefined) execFileSync('git', ['-C', project, 'config', 'remote.origin.url', url]);
        const below = path.join(project, 'deploy');
        fs.mkdirSync(below);
        assert.deepEqual(await remoteFrom(below), expected(folder));
      }));
  }

  it('is none where there is no repository', () =>
    inFolder(async folder => assert.equal(await remoteFrom(folder), undefined)));
});

async function remoteFrom(folder: string): Promise<string | undefined> {
  return succeeded(await remoteOf({ git: await realGit() }, folder, { ref: DEFAULT_REMOTE_REF }))?.url;
}
