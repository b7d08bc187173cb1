/** Ledgers of any length with real signatures, packed as a ledger is after its maintenance. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { encodeTree, type GitObject } from '../shared/core/ledger/git-object.ts';
import { digestOf } from '../shared/core/ledger/read-commit.ts';
import { encodePack } from '../shared/node/git/pack.ts';
import { LEDGER_REF } from '../shared/node/ledger/places.ts';
import { idOfCommit, VectorLedger } from '../test/support/ledger-vectors.ts';

export interface MadeLedger {
  readonly id: string;
  readonly genesis: string;
  /** Git's ids, oldest first. */
  readonly commits: readonly string[];
}

/** @param folder of the one ledger */
export function makeLedger(folder: string, count: number): MadeLedger {
  const ledger = new VectorLedger();
  const people = ['bob', 'carol', 'alice'];
  while (ledger.commits.length < count) ledger.note(people[ledger.commits.length % people.length] ?? '');
  const objects: GitObject[] = ledger.commits.map(text => ({ type: 'commit', bytes: Buffer.from(text) }));
  const repository = path.join(folder, 'repo.git');
  execFileSync('git', ['init', '--quiet', '--bare', repository]);
  const input = encodePack([{ type: 'tree', bytes: encodeTree([]) }, ...objects]);
  execFileSync('git', ['--git-dir', repository, 'index-pack', '--stdin'], { input, stdio: 'pipe' });
  const commits = ledger.commits.map(idOfCommit);
  const made = {
    id: ledger.state.ledgerId,
    genesis: digestOf(Buffer.from(ledger.commits[0] ?? '')),
    commits,
  };
  setHead(folder, made, count - 1);
  fs.writeFileSync(path.join(folder, 'made.json'), JSON.stringify(made));
  return made;
}

export function madeIn(folder: string): MadeLedger {
  return JSON.parse(fs.readFileSync(path.join(folder, 'made.json'), 'utf8')) as MadeLedger;
}

/** Makes an event of it the last one. */
export function setHead(folder: string, { commits }: MadeLedger, seq: number): void {
  const repository = path.join(folder, 'repo.git');
  execFileSync('git', ['--git-dir', repository, 'update-ref', LEDGER_REF, commits[seq] ?? '']);
  fs.rmSync(path.join(folder, 'remembered-head.json'), { force: true });
}
