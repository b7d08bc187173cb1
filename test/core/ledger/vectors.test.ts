/**
 * The vectors of docs/ledger-format.md: each is what it was when it was frozen, and is judged as it says. New ones are
 * written by UPDATE_SNAPSHOTS=1; a change of one that is there is a change of the format.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, it } from 'mocha';
import { encodeTree, gitObjectId } from '../../../shared/core/ledger/git-object.ts';
import { readCommit } from '../../../shared/core/ledger/read-commit.ts';
import { createReplayer } from '../../../shared/core/ledger/replay.ts';
import { threatOf } from '../../../shared/core/ledger/threats.ts';
import { createSignatureVerifier } from '../../../shared/node/ledger/signatures.ts';
import { allVectors } from '../../support/ledger-vector-cases.ts';
import { idOfCommit, type Vector } from '../../support/ledger-vectors.ts';

const FOLDER = 'test/data/ledger/vectors';
const verify = createSignatureVerifier();
const vectors = allVectors();

describe('ledger vectors', () => {
  if (process.env.UPDATE_SNAPSHOTS === '1') {
    fs.mkdirSync(FOLDER, { recursive: true });
    for (const [name, vector] of vectors)
      fs.writeFileSync(fileOf(name), `${JSON.stringify(vector, null, 2)}\n`);
  }

  it('are all on disk, and no others', () => {
    const names = fs.readdirSync(FOLDER).map(name => name.replace(/\.json$/, ''));
    assert.deepEqual(names.sort(), [...vectors.keys()].sort());
    assert.ok(names.length > 40);
  });

  for (const [name, made] of vectors) {
    it(`${name}: ${made.description}`, () => {
      const vector = JSON.parse(fs.readFileSync(fileOf(name), 'utf8')) as Vector;
      assert.deepEqual(vector, made);
      assert.deepEqual(judge(vector), vector.expected);
    });
  }
});

function fileOf(name: string): string {
  return path.join(FOLDER, `${name}.json`);
}

/** What a verifier does that has nothing but the vector: it is written anew here, so that no mistake is shared. */
function judge({ commits, pinned, attachments }: Vector): Vector['expected'] {
  const replayer = createReplayer();
  let parent: string | null = null;
  for (const [accepted, commit] of commits.entries()) {
    const code = codeOf(commit, parent);
    if (code !== undefined) return { accepted, code, threat: threatOf(code) ?? '' };
    parent = idOfCommit(commit);
  }
  const state = replayer.state();
  assert.ok(state);
  return { accepted: commits.length, head: state.head, policyVersion: state.policy.version };

  function codeOf(commit: string, before: string | null): string | undefined {
    const read = readCommit(Buffer.from(commit, 'utf8'), verify);
    if ('refusal' in read) return read.refusal.code;
    if (read.parent !== before) return 'not-linear';
    const isPinned = read.event.ledgerId === pinned.id && read.digest === pinned.genesis;
    if (read.event.seq === 0 && before === null && !isPinned) return 'genesis';
    const refusal = replayer.take(read);
    if (refusal) return refusal.code;
    const files = read.event.attachments.map(sha => {
      const bytes = Buffer.from(attachments[sha] ?? '', 'base64');
      return { name: sha, id: gitObjectId({ type: 'blob', bytes }) };
    });
    return gitObjectId({ type: 'tree', bytes: encodeTree(files) }) === read.tree ? undefined : 'attachments';
  }
}
