/** Traces the system calls of an append: what is promised to outlive a crash is synced before anything relies on it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { needProgram } from '../../support/debian-programs.ts';
import { inFolder } from '../../support/ledger-store.ts';
import { buildWorker } from '../../support/worker.ts';

interface Call {
  readonly name: string;
  /** The file that is synced, or that a rename makes. */
  readonly file: string;
}

describe('the system calls of an append', () => {
  before(() => needProgram('strace', 'strace'));

  it('sync journal, objects, ref and folders in order, and acknowledge last', () =>
    inFolder(async folder => {
      const calls = trace(folder);
      const at = (what: string, match: (call: Call) => boolean): number => {
        const found = calls.findLastIndex(match);
        assert.notEqual(found, -1, `no ${what} in ${JSON.stringify(calls)}`);
        return found;
      };
      const synced = (pattern: RegExp) => (call: Call) => call.name === 'fsync' && pattern.test(call.file);
      const named = (pattern: RegExp) => (call: Call) => call.name === 'rename' && pattern.test(call.file);
      const order = [
        at('sync of the journal', synced(/journal\/\.\d+-.*pack/)),
        at('name of the journal entry', named(/journal\/\d+-.*pack$/)),
        at('sync of the journal folder', synced(/journal$/)),
        at('sync of an object', synced(/objects\/..\/tmp_obj_/)),
        at('name of an object', named(/objects\/..\/[0-9a-f]{38}$/)),
        at('sync of an object folder', synced(/objects\/..$/)),
        at('sync of the ref', synced(/refs\/heads\/ledger\.lock$/)),
        at('name of the ref', named(/refs\/heads\/ledger$/)),
        at('sync of the ref folder', synced(/refs\/heads$/)),
        at('sync of the remembered head', synced(/\.remembered-head\.json/)),
        at('name of the remembered head', named(/\/remembered-head\.json$/)),
        at('sync of the ledger folder', synced(/\/ledger$/)),
        at('acknowledgement', call => call.name === 'write'),
      ];
      assert.deepEqual(
        order,
        [...order].sort((a, b) => a - b),
      );
      const objects = calls.slice(order[2], order[6]).filter(synced(/tmp_obj_/));
      assert.ok(objects.length >= 3, 'commit, tree and attachment');
    })).timeout(60_000);
});

/** The calls of a process that appends two events, from the first one's acknowledgement on. */
function trace(folder: string): Call[] {
  const worker = buildWorker('append-events', folder);
  const output = path.join(folder, 'trace');
  const calls = 'trace=fsync,fdatasync,rename,renameat,renameat2,write';
  const run = spawnSync(
    'strace',
    [
      '-f',
      '-y',
      '-s',
      '200',
      '-e',
      calls,
      '-o',
      output,
      process.execPath,
      worker,
      path.join(folder, 'ledger'),
      '2',
    ],
    { encoding: 'utf8' },
  );
  assert.equal(run.status, 0, String(run.error ?? run.stderr));
  const lines = fs.readFileSync(output, 'utf8').split('\n');
  const found = lines.map(line => parse(line, folder)).filter(call => call !== undefined);
  const first = found.findIndex(call => call.name === 'write');
  return found.slice(first + 1);
}

/** A call counts from where it begins. Writes: only the acknowledgements, 36 characters and a newline. */
function parse(line: string, folder: string): Call | undefined {
  const sync = /\bf(?:data)?sync\(\d+<([^>]*)>/.exec(line)?.[1];
  if (sync?.startsWith(folder)) return { name: 'fsync', file: sync };
  const renamed = /\brename(?:at2?)?\(.*"([^"]*)"(?:, \w+)?(?:\)| <unfinished)/.exec(line)?.[1];
  if (renamed?.startsWith(folder)) return { name: 'rename', file: renamed };
  return /\bwrite\(1<[^>]*>, "[0-9a-f-]{36}\\n"/.test(line) ? { name: 'write', file: '' } : undefined;
}
