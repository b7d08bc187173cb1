/** Appends to a ledger on the disk, reads it again, and loses races as it should. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { appendEvent } from '../../../shared/node/ledger/append.ts';
import { commitsBetween } from '../../../shared/node/ledger/history.ts';
import { readAttachments } from '../../../shared/node/ledger/objects.ts';
import { readHead } from '../../../shared/node/ledger/read-head.ts';
import { collect, eventObjects, fill, sha256, succeeded, withLedger } from '../../support/ledger-store.ts';

describe('appending to a ledger', () => {
  it('a new ledger has no head', () =>
    withLedger(async ledger => assert.equal(await readHead(ledger), null)));

  it('what was appended is read again, oldest first, and git finds no fault', () =>
    withLedger(async ledger => {
      const ids = await fill(ledger, 40);
      const head = succeeded(await readHead(ledger));
      assert.equal(head?.id, ids.at(-1));
      assert.equal(head?.digest, sha256(head?.bytes ?? Buffer.alloc(0)));
      for (const [base, expected] of [
        [null, ids],
        [ids[0] ?? null, ids.slice(1)],
        [ids[30] ?? null, ids.slice(31)],
        [ids[39] ?? null, []],
      ] as const) {
        const commits = await collect(commitsBetween(ledger, base, ids[39] ?? ''));
        assert.deepEqual(
          commits.map(commit => (isFailure(commit) ? commit.message : commit.id)),
          expected,
        );
      }
      const attachments = succeeded(await readAttachments(ledger, head?.bytes ?? Buffer.alloc(0)));
      assert.deepEqual(
        [...attachments].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
        [[sha256(Buffer.from('attachment 40')), 'attachment 40']],
      );
      execFileSync('git', ['--git-dir', ledger.places.repository, 'fsck', '--full', '--strict'], {
        stdio: 'pipe',
      });
    }));

  it('an append on an old head loses the race and writes nothing', () =>
    withLedger(async ledger => {
      const [first = ''] = await fill(ledger, 2);
      const objects = eventObjects(first, '{"n":2,"other":true}');
      const result = await appendEvent(ledger, { seq: 2, objects, expectedHead: first });
      assert.equal(result.kind, 'lost-race');
    }));
});
