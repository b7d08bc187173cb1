/** Several people with a ledger of their own and one remote, who all append and sync. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { isFailure } from '../../shared/node/git/failure.ts';
import { appendEvent } from '../../shared/node/ledger/append.ts';
import { fetchRemote } from '../../shared/node/ledger/fetch.ts';
import { commitsBetween } from '../../shared/node/ledger/history.ts';
import { pushRemote } from '../../shared/node/ledger/push.ts';
import { readHead } from '../../shared/node/ledger/read-head.ts';
import type { Remote } from '../../shared/node/ledger/remote-address.ts';
import { DEFAULT_REMOTE_REF } from '../../shared/node/ledger/remote-address.ts';
import { closeRepository, openRepository, type Repository } from '../../shared/node/ledger/repository.ts';
import { resetTo } from '../../shared/node/ledger/reset.ts';
import type { Transport } from './git-remotes.ts';
import { collect, eventObjects, inFolder, NOW, realGit, succeeded } from './ledger-store.ts';

/** All events of all clones are there in the end, in one line that every clone has. */
export async function syncTogether(transport: Transport, clones: number, events: number): Promise<void> {
  await inFolder(async folder => {
    const served = await transport(folder);
    const remote = { url: served.url, ref: DEFAULT_REMOTE_REF };
    const names = Array.from({ length: clones }, (_, index) => `clone-${index}`);
    const ledgers = await Promise.all(names.map(name => openClone(path.join(folder, name), served.home)));
    try {
      await begin(ledgers, remote);
      await Promise.all(ledgers.map((ledger, index) => work(ledger, remote, names[index] ?? '', events)));
      for (let round = 0; round < 2; round += 1) await Promise.all(ledgers.map(each => sync(each, remote)));
      const expected = [
        'genesis',
        ...names.flatMap(name => Array.from({ length: events }, (_, n) => `${name} ${n}`)),
      ];
      for (const ledger of ledgers) {
        const found = await messages(ledger, null, await headOf(ledger));
        assert.deepEqual(found.sort(), expected.sort());
      }
      execFileSync('git', ['--git-dir', served.repository, 'fsck', '--full', '--strict'], { stdio: 'pipe' });
    } finally {
      for (const ledger of ledgers) closeRepository(ledger);
      await served.close();
    }
  });
}

export async function openClone(folder: string, home: string): Promise<Repository> {
  const git = await realGit();
  const inherited = { ...git.inherited, HOME: home };
  return succeeded(await openRepository({ git: { ...git, inherited }, folder, now: () => NOW }));
}

/** Fetch, put the own events on top, push; again while somebody is faster. Here nobody has to sign. */
export async function sync(ledger: Repository, remote: Remote): Promise<void> {
  for (;;) {
    const fetched = await fetchRemote(ledger, remote);
    assert.ok(fetched.kind === 'fetched' || fetched.kind === 'empty', JSON.stringify(fetched));
    const remoteHead = fetched.kind === 'fetched' ? fetched.head : null;
    if (fetched.kind === 'fetched')
      await rebase(ledger, fetched.head, fetched.relation.base, fetched.ownHead);
    const head = await headOf(ledger);
    const pushed = await pushRemote(ledger, remote, { head, remoteHead });
    assert.ok(!isFailure(pushed), JSON.stringify(pushed));
    if (pushed.kind === 'pushed') return;
  }
}

export async function append(ledger: Repository, message: string): Promise<string> {
  const head = succeeded(await readHead(ledger))?.id ?? null;
  const seq = (await length(ledger, head)) + 1;
  const result = await appendEvent(ledger, {
    seq,
    objects: eventObjects(head, message, [message]),
    expectedHead: head,
  });
  assert.ok(result.kind === 'appended', JSON.stringify(result));
  return result.head.id;
}

async function begin(ledgers: readonly Repository[], remote: Remote): Promise<void> {
  const [first, ...others] = ledgers;
  if (!first) return;
  await append(first, 'genesis');
  await sync(first, remote);
  for (const ledger of others) await sync(ledger, remote);
}

async function work(ledger: Repository, remote: Remote, name: string, events: number): Promise<void> {
  for (let index = 0; index < events; index += 1) {
    await append(ledger, `${name} ${index}`);
    if (index % 3 === 2) await sync(ledger, remote);
  }
}

async function rebase(
  ledger: Repository,
  to: string,
  base: string | null,
  own: string | null,
): Promise<void> {
  const unpushed = own === null || base === own ? [] : await messages(ledger, base, own);
  if (base === to) return; // the remote has nothing new
  const seq = await length(ledger, to);
  const reset = await resetTo(ledger, { to, seq, expectedHead: own, reason: 'sync' });
  assert.equal(reset.kind, 'reset', JSON.stringify(reset));
  for (const message of unpushed) await append(ledger, message);
}

async function messages(ledger: Repository, base: string | null, head: string): Promise<string[]> {
  const commits = await collect(commitsBetween(ledger, base, head));
  return commits.map(commit => Buffer.from(succeeded(commit).bytes).toString().split('\n\n')[1] ?? '');
}

async function length(ledger: Repository, head: string | null): Promise<number> {
  return head === null ? 0 : (await collect(commitsBetween(ledger, null, head))).length;
}

async function headOf(ledger: Repository): Promise<string> {
  return succeeded(await readHead(ledger))?.id ?? '';
}
