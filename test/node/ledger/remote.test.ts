/** What a remote may turn into between two looks at it, and what is made of it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { listAlarms } from '../../../shared/node/ledger/alarms.ts';
import { backUp, readBackup } from '../../../shared/node/ledger/bundle.ts';
import { fetchRemote } from '../../../shared/node/ledger/fetch.ts';
import { forgetRemote, readKnownRemote, rememberRemote } from '../../../shared/node/ledger/known-remotes.ts';
import { pushRemote } from '../../../shared/node/ledger/push.ts';
import { readHead } from '../../../shared/node/ledger/read-head.ts';
import { DEFAULT_REMOTE_REF, protocolsOf, shownUrl } from '../../../shared/node/ledger/remote-address.ts';
import { closeRepository, type Repository } from '../../../shared/node/ledger/repository.ts';
import { resetTo } from '../../../shared/node/ledger/reset.ts';
import { TRANSPORTS } from '../../support/git-remotes.ts';
import { append, openClone, sync } from '../../support/ledger-clones.ts';
import { inFolder, openLedger, succeeded } from '../../support/ledger-store.ts';

interface Shared {
  readonly folder: string;
  readonly remote: { readonly url: string; readonly ref: string };
  readonly mine: Repository;
  readonly theirs: Repository;
  /** Runs git in the remote. */
  git(...args: string[]): string;
}

describe('a remote of a ledger', () => {
  it('is compared before anything changes', () =>
    shared(async ({ remote, mine, theirs }) => {
      assert.equal(await stateOf(mine, remote), 'same');
      await append(theirs, 'theirs');
      await sync(theirs, remote);
      const before = succeeded(await readHead(mine))?.id;
      assert.equal(await stateOf(mine, remote), 'ahead');
      assert.equal(succeeded(await readHead(mine))?.id, before, 'looking changes nothing');
      await append(mine, 'mine');
      assert.equal(await stateOf(mine, remote), 'diverged');
      await sync(mine, remote);
      await append(mine, 'more');
      assert.equal(await stateOf(mine, remote), 'behind');
    }));

  it('that has gone on rejects a push, and is not overwritten', () =>
    shared(async ({ remote, mine, theirs, git }) => {
      const remoteHead = git('rev-parse', remote.ref);
      await append(theirs, 'theirs');
      await sync(theirs, remote);
      const head = await append(mine, 'mine');
      assert.deepEqual(await pushRemote(mine, remote, { head, remoteHead }), { kind: 'rejected-behind' });
      assert.equal(git('rev-parse', remote.ref), succeeded(await readHead(theirs))?.id);
    }));

  it('that was reset to an older event is refused, with an alarm', () =>
    shared(async ({ remote, mine, git }) => {
      const head = succeeded(await readHead(mine))?.id;
      git('update-ref', remote.ref, `${remote.ref}~1`);
      const fetched = await fetchRemote(mine, remote);
      assert.ok(fetched.kind === 'rewritten', JSON.stringify(fetched));
      assert.equal(fetched.alarm.evidence.expected, head);
      assert.equal(succeeded(await readHead(mine))?.id, head, 'the own ledger is as before');
    }));

  it('that was rewritten is refused, and what it offers is kept for comparison', () =>
    shared(async ({ remote, mine, git }) => {
      const head = succeeded(await readHead(mine))?.id;
      const forged = git('commit-tree', `${remote.ref}^{tree}`, '-p', `${remote.ref}~1`, '-m', 'forged');
      git('update-ref', remote.ref, forged);
      const fetched = await fetchRemote(mine, remote);
      assert.ok(fetched.kind === 'rewritten' && fetched.head === forged, JSON.stringify(fetched));
      const kept = String(fetched.alarm.evidence.kept);
      assert.equal(gitIn(mine.places.repository, 'rev-parse', kept), forged);
      assert.equal(succeeded(await readHead(mine))?.id, head);
      assert.equal((await fetchRemote(mine, remote)).kind, 'rewritten', 'again and again');
      assert.equal(succeeded(await listAlarms(mine)).length, 1, 'which is one alarm');
    }));

  it('that begins another ledger is refused', () =>
    shared(async ({ remote, theirs, mine, git, folder }) => {
      git('update-ref', '-d', remote.ref);
      assert.equal(
        (await fetchRemote(theirs, remote)).kind,
        'rewritten',
        'a ledger that is gone is an alarm',
      );
      const stranger = await openClone(path.join(folder, 'stranger'), path.join(folder, 'home'));
      await append(stranger, 'another genesis');
      await sync(stranger, remote);
      closeRepository(stranger);
      assert.equal((await fetchRemote(mine, remote)).kind, 'rewritten');
    }));

  it('that a person has settled with is taken as it is', () =>
    shared(async ({ remote, mine, git }) => {
      git('update-ref', remote.ref, `${remote.ref}~1`);
      assert.equal((await fetchRemote(mine, remote)).kind, 'rewritten');
      assert.equal(await forgetRemote(mine, remote), true);
      assert.equal(await stateOf(mine, remote), 'behind');
      await sync(mine, remote);
      git('update-ref', '-d', remote.ref);
      assert.equal((await fetchRemote(mine, remote)).kind, 'rewritten');
      assert.equal(await forgetRemote(mine, remote), true);
      assert.equal((await fetchRemote(mine, remote)).kind, 'empty');
    }));

  it('that goes on while another process looks at it is no rewritten one', () =>
    shared(async ({ remote, mine, theirs, folder }) => {
      const at = (name: string) => path.join(folder, name);
      const wait = `touch ${at('fetched')}; until [ -e ${at('go-on')} ]; do sleep 0.01; done`;
      const script = `"${mine.git.binary}" "$@"; code=$?; case "$*" in *fetch*) ${wait}; esac; exit $code`;
      fs.writeFileSync(at('slow-git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const late = fetchRemote({ ...mine, git: { ...mine.git, binary: at('slow-git') } }, remote);
      while (!fs.existsSync(at('fetched'))) await sleep(10);
      await append(theirs, 'theirs');
      await sync(theirs, remote);
      await sync(mine, remote);
      fs.writeFileSync(at('go-on'), '');
      const older = await late;
      assert.ok(older.kind === 'fetched', JSON.stringify(older));
      succeeded(await rememberRemote(mine, remote, older.head));
      const known = await readKnownRemote(mine, remote);
      assert.equal(known?.head, succeeded(await readHead(mine))?.id, 'what was seen later stays');
    }));

  it('gives back what was lost here, and says whether that is all', () =>
    shared(async ({ remote, mine, theirs }) => {
      const head = succeeded(await readHead(mine))?.id ?? '';
      await append(theirs, 'never pushed');
      for (const [ledger, isAll] of [
        [mine, true],
        [theirs, false],
      ] as const) {
        fs.rmSync(ledger.places.repository, { recursive: true });
        fs.rmSync(ledger.places.journal, { recursive: true });
        const again = await openLedger(ledger.places.folder);
        const fetched = await fetchRemote(again, remote);
        assert.ok(fetched.kind === 'fetched', JSON.stringify(fetched));
        const ownHead = isAll ? head : null; // what is remembered is there again, so the head is too
        assert.deepEqual([fetched.head, fetched.ownHead, fetched.containsRemembered], [head, ownHead, isAll]);
        const reset = await resetTo(again, {
          to: head,
          seq: 2,
          expectedHead: ownHead,
          reason: 'synced',
        });
        assert.equal(reset.kind, 'reset', JSON.stringify(reset));
        const found = succeeded(await readHead(again));
        assert.deepEqual([found?.id, found?.alarm], [head, undefined]);
        assert.equal(succeeded(await listAlarms(again))[0]?.kind, 'missing', 'the alarm stays');
        closeRepository(again);
      }
    }));

  it('is not needed when a fetched head is damaged in its pack: the journal has it', () =>
    shared(async ({ theirs }) => {
      const head = succeeded(await readHead(theirs))?.id ?? '';
      closeRepository(theirs);
      damageInPack(theirs, head);
      assert.equal(succeeded(await readHead(theirs))?.id, head);
      assert.deepEqual(
        succeeded(await listAlarms(theirs)).map(alarm => alarm.kind),
        ['damaged'],
      );
    }));

  it('whose hook declines says so in its own words', () =>
    shared(async ({ remote, mine, git, folder }) => {
      const http = await TRANSPORTS.http(folder);
      try {
        const hook = path.join(git('rev-parse', '--absolute-git-dir'), 'hooks', 'pre-receive');
        fs.mkdirSync(path.dirname(hook), { recursive: true });
        fs.writeFileSync(hook, '#!/bin/sh\necho "the ledger is closed today"\nexit 1\n', { mode: 0o755 });
        const head = await append(mine, 'mine');
        const served = { ...remote, url: http.url };
        const pushed = await pushRemote(mine, served, { head, remoteHead: git('rev-parse', remote.ref) });
        assert.ok(isFailure(pushed) && pushed.code === 'remote-declined', JSON.stringify(pushed));
        assert.match(pushed.message, /the ledger is closed today/);
      } finally {
        await http.close();
      }
    }));

  const UNREACHABLE = [
    ['/nowhere/at/all.git', 'remote-not-found'],
    ['http://127.0.0.1:9/x.git', 'remote-unreachable'],
    ['ext::sh -c true', 'remote-address'],
    ['git://127.0.0.1/x.git', 'remote-address'],
    ['--upload-pack=true', 'remote-address'],
    ['ssh://-oProxyCommand=true/x', 'remote-address'],
    ['relative/path', 'remote-address'],
  ] as const;
  for (const [url, code] of UNREACHABLE) {
    it(`at ${url} is a failure: ${code}`, () =>
      shared(async ({ mine }) => {
        const fetched = await fetchRemote(mine, { url, ref: DEFAULT_REMOTE_REF });
        assert.ok(isFailure(fetched), JSON.stringify(fetched));
        assert.equal(fetched.code, code, fetched.message);
      }));
  }

  it('is told without its password', async () => {
    assert.equal(shownUrl('https://me:canary@host/x.git?token=canary'), 'https://host/x.git');
    await shared(async ({ mine }) => {
      const fetched = await fetchRemote(mine, {
        url: 'http://me:canary@127.0.0.1:9/x',
        ref: DEFAULT_REMOTE_REF,
      });
      assert.ok(isFailure(fetched));
      assert.doesNotMatch(fetched.message, /canary/);
    });
  });

  it('has a ref within refs/', () => {
    for (const ref of [
      'HEAD',
      'refs/../x',
      'refs/heads/x:y',
      'refs/heads/+x',
      'refs/heads/x.lock',
      'refs/heads/',
    ]) {
      assert.ok(isFailure(protocolsOf({ url: '/x', ref })), ref);
    }
    assert.equal(
      protocolsOf({ url: 'git@host:team/x.git', ref: 'refs/secure-config/ledger' }),
      'http:https:ssh',
    );
  });
});

describe('a backup of a ledger', () => {
  it('is restored into an empty one, and continues an older one', () =>
    shared(async ({ mine, theirs, folder }) => {
      const file = path.join(folder, 'backup.bundle');
      const head = await append(mine, 'last');
      assert.equal(succeeded(await backUp(mine, file)).id, head);
      const empty = await openClone(path.join(folder, 'empty'), folder);
      for (const [ledger, ownHead] of [
        [empty, null],
        [theirs, succeeded(await readHead(theirs))?.id ?? ''],
      ] as const) {
        const restorable = succeeded(await readBackup(ledger, file));
        assert.deepEqual(
          [restorable.head, restorable.ownHead, restorable.relation.kind],
          [head, ownHead, 'ahead'],
        );
        const reset = await resetTo(ledger, { to: head, seq: 3, expectedHead: ownHead, reason: 'restored' });
        assert.equal(reset.kind, 'reset');
      }
      closeRepository(empty);
    }));

  it('that leaves the own history is refused', () =>
    shared(async ({ mine, theirs, folder }) => {
      const file = path.join(folder, 'backup.bundle');
      await append(mine, 'mine');
      succeeded(await backUp(mine, file));
      await append(theirs, 'theirs');
      const refused = await readBackup(theirs, file);
      assert.ok(isFailure(refused) && refused.code === 'not-linear', JSON.stringify(refused));
    }));

  it('that is cut or is something else is refused', () =>
    shared(async ({ mine, theirs, folder }) => {
      const file = path.join(folder, 'backup.bundle');
      await append(mine, 'mine');
      succeeded(await backUp(mine, file));
      for (const content of [
        fs.readFileSync(file).subarray(0, -30),
        Buffer.from('no bundle'),
        Buffer.alloc(0),
      ]) {
        fs.writeFileSync(file, content);
        const refused = await readBackup(theirs, file);
        assert.ok(isFailure(refused) && refused.code === 'unsound', JSON.stringify(refused));
      }
    }));
});

/** Two clones with the same two events, and a folder as their remote. */
async function shared(work: (shared: Shared) => Promise<void>): Promise<void> {
  await inFolder(async folder => {
    const served = await TRANSPORTS.file(folder);
    const remote = { url: served.url, ref: DEFAULT_REMOTE_REF };
    const mine = await openClone(path.join(folder, 'mine'), served.home);
    const theirs = await openClone(path.join(folder, 'theirs'), served.home);
    try {
      await append(mine, 'genesis');
      await append(mine, 'second');
      await sync(mine, remote);
      await sync(theirs, remote);
      await work({ folder, remote, mine, theirs, git: (...args) => gitIn(served.repository, ...args) });
    } finally {
      closeRepository(mine);
      closeRepository(theirs);
    }
  });
}

async function stateOf(ledger: Repository, remote: Shared['remote']): Promise<string> {
  const fetched = await fetchRemote(ledger, remote);
  return fetched.kind === 'fetched' ? fetched.relation.kind : JSON.stringify(fetched);
}

/** Changes a byte within the compressed object. */
function damageInPack({ places }: Repository, id: string): void {
  const folder = path.join(places.repository, 'objects', 'pack');
  const pack = fs.readdirSync(folder).find(name => name.endsWith('.pack')) ?? '';
  const file = path.join(folder, pack);
  const listed = gitIn(places.repository, 'verify-pack', '-v', file);
  const offset = Number(new RegExp(`^${id} commit +\\d+ \\d+ (\\d+)`, 'm').exec(listed)?.[1]);
  const bytes = fs.readFileSync(file);
  bytes[offset + 20] = (bytes[offset + 20] ?? 0) ^ 0xff;
  fs.chmodSync(file, 0o600);
  fs.writeFileSync(file, bytes);
}

function gitIn(repository: string, ...args: string[]): string {
  const identity = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a',
  };
  const env = { ...process.env, ...identity };
  return execFileSync('git', ['--git-dir', repository, ...args], { env, encoding: 'utf8' }).trim();
}
