/** What is kept in the cache is run: nothing is read from it that somebody else can have written, and nothing that is not whole. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, it } from 'mocha';
import { codeCacheOf, openPrivateCache } from '../../shared/node/private-cache.ts';
import { useScratch } from '../support/scratch.ts';

const CONTENT = Buffer.from('what was kept');

describe('a private cache', () => {
  const scratch = useScratch();
  const folder = (): string => path.join(scratch.folder, 'above', 'code');
  const entry = (): string => path.join(folder(), 'one');
  const write = (content = CONTENT): void => openPrivateCache(folder()).write('one', () => content);
  const read = (name = 'one'): string | undefined => openPrivateCache(folder()).read(name)?.toString();

  it('gives back what was written, in folders and files for their owner alone', () => {
    assert.equal(read(), undefined);
    write(Buffer.from('before'));
    write();
    assert.equal(read(), 'what was kept');
    assert.equal(read('other'), undefined);
    assert.deepEqual(fs.readdirSync(folder()), ['one']);
    if (process.platform === 'win32') return;
    const modes = [path.dirname(folder()), folder(), entry()].map(file => fs.statSync(file).mode & 0o777);
    assert.deepEqual(modes, [0o700, 0o700, 0o600]);
  });

  const DAMAGE: Readonly<Record<string, (whole: Buffer) => Buffer>> = {
    'cut off': whole => whole.subarray(0, -1),
    'cut off within the digest': whole => whole.subarray(0, 20),
    empty: () => Buffer.alloc(0),
    changed: whole => Buffer.concat([whole.subarray(0, -1), Buffer.from('X')]),
    'another entry': whole => {
      fs.writeFileSync(entry(), whole);
      openPrivateCache(folder()).write('two', () => CONTENT);
      return fs.readFileSync(path.join(folder(), 'two'));
    },
  };
  for (const [what, damage] of Object.entries(DAMAGE)) {
    it(`does not give back an entry that is ${what}, and replaces it`, () => {
      write();
      fs.writeFileSync(entry(), damage(fs.readFileSync(entry())));
      assert.equal(read(), undefined);
      write();
      assert.equal(read(), 'what was kept');
    });
  }

  /** What somebody else could have written. Each fails only where its owner and mode mean something. */
  const OPEN: Readonly<Record<string, () => void>> = {
    'a folder that others can write to': () => fs.chmodSync(folder(), 0o770),
    'a folder that others can read': () => fs.chmodSync(folder(), 0o755),
    'a folder that is a link': () => {
      fs.renameSync(folder(), `${folder()}-elsewhere`);
      fs.symlinkSync(`${folder()}-elsewhere`, folder());
    },
    'a file that others can write to': () => fs.chmodSync(entry(), 0o602),
    'a file that is a link': () => {
      fs.renameSync(entry(), path.join(scratch.folder, 'one'));
      fs.symlinkSync(path.join(scratch.folder, 'one'), entry());
    },
    'a file that is a folder': () => {
      fs.rmSync(entry());
      fs.mkdirSync(entry());
    },
    // Only who may give files away can try it.
    ...(process.getuid?.() === 0 && {
      'a folder of somebody else': () => fs.chownSync(folder(), 65_534, 65_534),
      'a file of somebody else': () => fs.chownSync(entry(), 65_534, 65_534),
    }),
  };
  if (process.platform !== 'win32') {
    for (const [what, open] of Object.entries(OPEN)) {
      it(`reads nothing from ${what}`, () => {
        write();
        open();
        assert.equal(read(), undefined);
      });
    }

    it('writes nothing into a folder that is not for its owner alone', () => {
      fs.mkdirSync(folder(), { recursive: true });
      fs.chmodSync(folder(), 0o777);
      write();
      assert.deepEqual(fs.readdirSync(folder()), []);
    });
  }

  it('does without where nothing can be written', () => {
    fs.writeFileSync(path.join(scratch.folder, 'above'), '');
    write();
    assert.equal(read(), undefined);
  });

  it('leaves out what was not read for longest', () => {
    const cache = openPrivateCache(folder(), { entries: 3, bytes: 1000 });
    const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);
    for (const [name, age] of [
      ['a', 4],
      ['b', 3],
      ['c', 2],
    ] as const) {
      cache.write(name, () => CONTENT);
      fs.utimesSync(path.join(folder(), name), days(age), days(age));
    }
    assert.ok(cache.read('a'));
    fs.writeFileSync(path.join(folder(), '.new-lost'), '');
    fs.utimesSync(path.join(folder(), '.new-lost'), days(2), days(2));
    cache.write('d', () => CONTENT);
    assert.deepEqual(fs.readdirSync(folder()).sort(), ['a', 'c', 'd']);
    cache.write('e', () => Buffer.alloc(950));
    assert.deepEqual(fs.readdirSync(folder()), ['e']);
  });

  it('is in the cache folder of the person, or nowhere', () => {
    codeCacheOf(scratch.environment({ SECURE_CONFIG_HOME: scratch.folder }))?.write('one', () => CONTENT);
    assert.ok(fs.existsSync(path.join(scratch.folder, 'cache', 'code', 'one')));
    assert.equal(codeCacheOf(scratch.environment({ SECURE_CONFIG_CACHE: 'off' })), undefined);
  });
});
