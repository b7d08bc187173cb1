/** Changes what lies on the disk behind the store's back: every damage is found, and no trick of git's shows another history. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { gitObjectId } from '../../../shared/core/ledger/git-object.ts';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { commitsBetween } from '../../../shared/node/ledger/history.ts';
import { looseObject } from '../../../shared/node/ledger/places.ts';
import { closeRepository, type Repository } from '../../../shared/node/ledger/repository.ts';
import { verifyStore } from '../../../shared/node/ledger/verify-store.ts';
import { flipBits, flipped, overwrite } from '../../support/ledger-damage.ts';
import { collect, fill, openLedger, succeeded, withLedger } from '../../support/ledger-store.ts';

describe('a ledger that was tampered with', () => {
  it('shows no fault before', () =>
    withLedger(async ledger => {
      await fill(ledger, 3);
      assert.deepEqual(await verifyStore(ledger), []);
    }));

  it('is found out by any bit that is flipped in its objects', () => flipBits(12, Math.random)).timeout(
    60_000,
  );

  it('is found out by each bit of an object', () =>
    withLedger(async ledger => {
      const [id = ''] = await fill(ledger, 1);
      const whole = fs.readFileSync(looseObject(ledger.places, id));
      const { looseObjectContent } = await import('../../../shared/node/git/loose-object.ts');
      const missed = Array.from({ length: whole.length * 8 }, (_, bit) => bit).filter(bit => {
        const content = looseObjectContent(flipped(whole, bit));
        return content && gitObjectId({ type: 'commit', bytes: content.bytes }) === id;
      });
      assert.deepEqual(missed, []);
    }));

  it('is found out by an object that was exchanged for another whole one', () =>
    withLedger(async ledger => {
      const ids = await fill(ledger, 3);
      const file = looseObject(ledger.places, ids[1] ?? '');
      const other = Buffer.from('blob 5\0other');
      overwrite(file, deflateSync(other));
      assert.notDeepEqual(await verifyStore(ledger), []);
      const commits = await collect(commitsBetween(ledger, null, ids[2] ?? ''));
      assert.ok(isFailure(commits.at(-1)), 'reading meets it too');
    }));

  const TRICKS: readonly [what: string, play: (ledger: Repository, ids: readonly string[]) => void][] = [
    ['grafts', (ledger, ids) => fs.writeFileSync(inInfo(ledger, 'grafts'), `${ids[40]} ${ids[2]}\n`)],
    [
      'a shallow mark',
      (ledger, ids) => fs.writeFileSync(path.join(ledger.places.repository, 'shallow'), `${ids[40]}\n`),
    ],
    ['a replaced object', (ledger, ids) => git(ledger, 'replace', ids[40] ?? '', ids[3] ?? '')],
    ['a forged commit graph', forgeCommitGraph],
  ];
  for (const [what, play] of TRICKS) {
    it(`shows its true history in spite of ${what}`, () =>
      withLedger(async ledger => {
        const ids = await fill(ledger, 45);
        play(ledger, ids);
        const again = await openLedger(ledger.places.folder);
        const commits = await collect(commitsBetween(again, null, ids[44] ?? ''));
        assert.deepEqual(
          commits.map(commit => succeeded(commit).id),
          ids,
        );
        closeRepository(again);
      }));
  }
});

/** A commit graph made while a replacement hides the middle of the history: it tells git the wrong parents. */
function forgeCommitGraph(ledger: Repository, ids: readonly string[]): void {
  git(ledger, '-c', 'core.commitGraph=true', 'commit-graph', 'write', '--reachable');
  const file = inInfo(ledger, '../objects/info/commit-graph');
  const graph = fs.readFileSync(file);
  const sorted = [...ids].sort();
  const data = chunkOffset(graph, 'CDAT');
  graph.writeUInt32BE(sorted.indexOf(ids[2] ?? ''), data + sorted.indexOf(ids[40] ?? '') * 36 + 20);
  overwrite(file, graph);
  const forged = git(ledger, '-c', 'core.commitGraph=true', 'rev-list', '--count', ids[44] ?? '').trim();
  assert.notEqual(forged, '45', 'git itself is deceived');
}

function chunkOffset(graph: Buffer, name: string): number {
  return Number(graph.readBigUInt64BE(graph.indexOf(name) + 4));
}

function inInfo({ places }: Repository, name: string): string {
  fs.mkdirSync(path.join(places.repository, 'info'), { recursive: true });
  return path.join(places.repository, 'info', name);
}

function git({ places }: Repository, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', places.repository, ...args], { encoding: 'utf8', stdio: 'pipe' });
}
