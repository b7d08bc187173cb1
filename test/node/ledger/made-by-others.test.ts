/** What ssh-keygen thinks of a ledger's signatures, and what becomes of an event that git itself writes anew. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { decodeCommit, signedPayload } from '../../../shared/core/ledger/commit.ts';
import { LEDGER_NAMESPACE } from '../../../shared/core/ledger/ssh/verify.ts';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { createSigner } from '../../../shared/node/keys/signer.ts';
import { commitsBetween } from '../../../shared/node/ledger/history.ts';
import { DEFAULT_REMOTE_REF } from '../../../shared/node/ledger/remote-address.ts';
import { syncLedger } from '../../../shared/node/ledger/sync.ts';
import {
  makeRealLedger,
  must,
  note,
  type RealLedger,
  recordAs,
  temporaryFolder,
} from '../../support/real-ledger.ts';
import { KEYGEN_TYPES, keygenVerifies, makeSshKey } from '../../support/ssh-keys.ts';

describe('a ledger', () => {
  it('has signatures that ssh-keygen verifies, of every type of key', async () => {
    const folder = temporaryFolder('keys');
    const types = Object.keys(KEYGEN_TYPES);
    const environment = { variables: { PATH: process.env.PATH }, home: folder, platform: process.platform };
    const authorOf = (type: string) => {
      const key = makeSshKey(folder, type);
      const publicKey = key.publicLine.split(' ').slice(0, 2).join(' ');
      const signer = createSigner({ kind: 'file', path: key.path, publicKey }, { environment });
      assert.ok(signer.ok);
      return { principal: type, signer: signer.value };
    };
    const people = Object.fromEntries(types.map(type => [type, ['security_admin']]));
    const real = await makeRealLedger(people, {}, { authorOf });
    const ledger = await real.open();
    for (const type of types) await recordAs(ledger, real.author(type), note(type));
    const { commit } = must(await ledger.refresh());
    let count = 0;
    for await (const stored of commitsBetween(ledger.repository, null, commit)) {
      const decoded = decodeCommit(must(stored).bytes);
      assert.ok('commit' in decoded);
      const { principal } = JSON.parse(decoded.commit.message);
      const line = fs.readFileSync(path.join(folder, `${principal}.pub`), 'utf8');
      const { signature } = decoded.commit;
      assert.ok(
        keygenVerifies(folder, line, LEDGER_NAMESPACE, signature, signedPayload(decoded.commit)),
        principal,
      );
      count++;
    }
    assert.equal(count, types.length + 1);
    await ledger.close();
    for (const each of [folder, real.root]) fs.rmSync(each, { recursive: true, force: true });
  }).timeout(60_000);

  describe('whose events git writes anew (T10)', () => {
    let real: RealLedger;
    let bare = '';
    let work = '';
    const remote = () => ({ url: bare, ref: DEFAULT_REMOTE_REF });
    const git = (...args: string[]): string =>
      execFileSync(
        'git',
        ['-C', work, '-c', 'user.name=Mallory', '-c', 'user.email=m@example.com', ...args],
        {
          encoding: 'utf8',
        },
      );

    before(async () => {
      real = await makeRealLedger({ alice: ['security_admin'], bob: ['system_admin'] });
      bare = path.join(real.root, 'remote.git');
      work = path.join(real.root, 'work');
      execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=secure-config-ledger', bare]);
      const ledger = await real.open();
      for (const detail of ['one', 'two', 'three']) await recordAs(ledger, real.author('bob'), note(detail));
      must(await syncLedger(ledger, { remote: remote(), mayPush: true, authorOf: async () => undefined }));
      await ledger.close();
      execFileSync('git', ['clone', '--quiet', bare, work]);
    });
    after(() => fs.rmSync(real.root, { recursive: true, force: true }));

    const ways: readonly (readonly [what: string, work: () => void])[] = [
      [
        'by a cherry-pick',
        () => git('cherry-pick', '--allow-empty', '--keep-redundant-commits', 'origin/HEAD~1'),
      ],
      [
        'by an amended commit',
        () => git('commit', '--quiet', '--amend', '--allow-empty', '--no-edit', '--date=now'),
      ],
      ['by a rebase', () => git('rebase', '--quiet', '--force-rebase', '--keep-empty', 'HEAD~2')],
      [
        'by a merge',
        () => {
          git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
          git('commit', '--quiet', '--allow-empty', '-m', '{}');
          git('checkout', '--quiet', 'secure-config-ledger');
          git('merge', '--quiet', '--no-ff', '-m', '{}', 'side');
          git('branch', '-D', 'side');
        },
      ],
    ];
    for (const [what, change] of ways) {
      it(`refuses them ${what}`, async () => {
        git('reset', '--quiet', '--hard', 'origin/HEAD');
        change();
        const ref = 'refs/heads/forged';
        git('push', '--quiet', '--force', 'origin', `HEAD:${ref}`);
        const ledger = await real.open(`state ${what}`);
        const options = { mayPush: false, authorOf: async () => undefined };
        const refused = await syncLedger(ledger, { ...options, remote: { ...remote(), ref } });
        assert.ok(isFailure(refused));
        assert.ok(
          ['signature', 'commit-grammar', 'damaged', 'not-linear'].includes(refused.code),
          refused.code,
        );
        assert.notEqual(refused.threat, undefined);
        assert.match(refused.message, /your ledger is as it was/);
        must(await syncLedger(ledger, { ...options, remote: remote() }));
        await ledger.close();
      });
    }
  });
});
