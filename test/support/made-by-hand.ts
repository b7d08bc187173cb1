/** Events that no command would make, put on the shared remote with plain git: by somebody who has a key, or only git. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { LedgerEvent } from '../../shared/core/ledger/event.ts';
import { nextEvent, type Wish } from '../../shared/core/ledger/next-event.ts';
import { signEvent } from '../../shared/node/ledger/record.ts';
import { DEFAULT_REMOTE_REF } from '../../shared/node/ledger/remote-address.ts';
import { makeAuthor, must } from './real-ledger.ts';
import { git, ledgerOf, type PersonHere, personOf } from './workflow-people.ts';

export interface Remote {
  readonly url: string;
  /** Git's id of the last event that the remote has. */
  head(): string;
  /** The raw commit. */
  read(commit: string): string;
  /** Pushes a commit with these bytes as the head. */
  push(commit: string | Uint8Array): void;
  /** Has git itself make the new head, in a clone that has the ledger checked out. */
  pushMade(...args: readonly string[]): void;
  reset(commit: string): void;
}

/** Somebody's plain clone of a team's remote, who knows git and nothing of ledgers. */
export function remoteOf(root: string): Remote {
  const folder = path.join(root, 'mallory');
  const bare = path.join(root, 'remote.git');
  const branch = DEFAULT_REMOTE_REF.replace('refs/heads/', '');
  if (!fs.existsSync(folder)) git(root, 'clone', '-q', '-b', branch, bare, folder);
  const push = (what: string) =>
    git(folder, 'push', '-q', '--force', 'origin', `${what}:${DEFAULT_REMOTE_REF}`);
  const store = (type: string, input: string | Uint8Array): string =>
    execFileSync('git', ['hash-object', '-w', '-t', type, '--stdin'], {
      cwd: folder,
      input,
      encoding: 'utf8',
    }).trim();
  return {
    url: bare,
    head: () => git(bare, 'rev-parse', DEFAULT_REMOTE_REF).trim(),
    read: commit => git(bare, 'cat-file', 'commit', commit),
    push: commit => {
      git(folder, 'fetch', '-q', 'origin');
      store('tree', '');
      push(store('commit', commit));
    },
    pushMade: (...args) => {
      git(folder, 'fetch', '-q', 'origin');
      git(folder, 'reset', '-q', '--hard', `origin/${branch}`);
      git(folder, ...args);
      push('HEAD');
    },
    reset: push,
  };
}

/** The commit of an event without attachments that would come next. `changes`: what it claims beside that. */
export async function commitByHand(
  { person, signedBy = person }: { readonly person: PersonHere; readonly signedBy?: PersonHere | 'nobody' },
  wish: Wish,
  changes: Partial<LedgerEvent> = {},
): Promise<Uint8Array> {
  const ledger = await ledgerOf(person);
  const { state, commit } = must(await ledger.refresh());
  await ledger.close();
  const { principal } = (await personOf(person)).identity;
  const author = signedBy === 'nobody' ? makeAuthor(principal) : await personOf(signedBy);
  const signing = { principal, id: '99999999-0000-4000-8000-000000000000', now: person.now().toISOString() };
  const event = { ...nextEvent(state, wish, signing), ...changes };
  const objects = must(await signEvent(author, event, commit, []));
  return objects.find(({ type }) => type === 'commit')?.bytes ?? assert.fail('an event is a commit');
}

/** The commit's bytes behind the head of the remote, signature and all. */
export function anew(remote: Remote, commit: string, change = (text: string) => text): string {
  return change(remote.read(commit)).replace(/^parent .*$/m, `parent ${remote.head()}`);
}
