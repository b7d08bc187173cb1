/** Lets every command of the store work amid planted programs: in the project, the store's repository, the remote, the environment. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findGit } from '../../../shared/node/git/git.ts';
import { backUp, readBackup } from '../../../shared/node/ledger/bundle.ts';
import { fetchRemote } from '../../../shared/node/ledger/fetch.ts';
import { DEFAULT_REMOTE_REF } from '../../../shared/node/ledger/remote-address.ts';
import { closeRepository, openRepository } from '../../../shared/node/ledger/repository.ts';
import { remoteOf } from '../../../shared/node/ledger/sync-settings.ts';
import { verifyStore } from '../../../shared/node/ledger/verify-store.ts';
import { append, sync } from '../../support/ledger-clones.ts';
import { fill, inFolder, NOW, succeeded } from '../../support/ledger-store.ts';
import { plant } from '../../support/planted.ts';

describe('a folder with planted programs', () => {
  it('has none of them run by anything the store does', () =>
    inFolder(async folder => {
      const planted = plant(folder);
      const project = makeProject(folder);
      const remote = makeBare(path.join(folder, 'remote.git'));
      const ledgerFolder = path.join(folder, 'ledger');
      const repository = makeBare(path.join(ledgerFolder, 'repo.git'));
      for (const gitDir of [path.join(project, '.git'), remote, repository]) planted.inRepository(gitDir);
      const inherited = { ...process.env, ...planted.environment, HOME: folder, PATH: hostilePath(project) };
      const git = succeeded(await findGit(inherited));
      const served = { url: remote, ref: DEFAULT_REMOTE_REF };
      assert.deepEqual(await remoteOf({ git }, project, { ref: DEFAULT_REMOTE_REF }), served);
      const ledger = succeeded(await openRepository({ git, folder: ledgerFolder, now: () => NOW }));
      await fill(ledger, 40);
      await sync(ledger, served);
      await append(ledger, 'another');
      await sync(ledger, served);
      assert.equal((await fetchRemote(ledger, served)).kind, 'fetched');
      succeeded(await verifyStore(ledger));
      const backup = path.join(folder, 'backup.bundle');
      succeeded(await backUp(ledger, backup));
      succeeded(await readBackup(ledger, backup));
      closeRepository(ledger);
      assert.deepEqual(planted.ran(), []);
      assertTheyRun(folder, project, remote);
      assert.ok(planted.ran().length >= 3, `a plain git runs them: ${planted.ran()}`);
    })).timeout(60_000);
});

function makeProject(folder: string): string {
  const project = path.join(folder, 'project');
  execFileSync('git', ['init', '--quiet', project]);
  execFileSync('git', ['-C', project, 'remote', 'add', 'origin', path.join(folder, 'remote.git')]);
  for (const name of ['git', 'ssh', 'true']) {
    fs.writeFileSync(
      path.join(project, name),
      `#!/bin/sh\n: > '${path.join(folder, 'marks', `in-folder-${name}`)}'\n`,
      {
        mode: 0o755,
      },
    );
  }
  return project;
}

function makeBare(repository: string): string {
  execFileSync('git', ['init', '--quiet', '--bare', repository]);
  return repository;
}

/** Relative folders first: whatever folder git runs in would be searched for programs. */
function hostilePath(project: string): string {
  const relative = path.relative(process.cwd(), project);
  return ['.', '', relative, process.env.PATH].join(path.delimiter);
}

/** The plants work: a git that is not held back runs them. */
function assertTheyRun(folder: string, project: string, remote: string): void {
  const env = { ...process.env, HOME: folder };
  spawnSync('git', ['-C', project, 'status'], { env });
  spawnSync('git', ['-C', project, 'push', remote, 'HEAD:refs/heads/x'], { env });
  const ledger = path.join(folder, 'plain.git');
  spawnSync('git', ['clone', '--quiet', '--bare', remote, ledger], { env });
  spawnSync('git', ['--git-dir', ledger, 'push', remote, `${DEFAULT_REMOTE_REF}:refs/heads/x`], { env });
}
