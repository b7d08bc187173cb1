/** Runs git as the store does: found safely, held to limits, answered in order. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import type { GitObject } from '../../../shared/core/ledger/git-object.ts';
import { createCatFile } from '../../../shared/node/git/cat-file.ts';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { findGit, isNewEnough } from '../../../shared/node/git/git.ts';
import { objectIdOf } from '../../../shared/node/git/object-id.ts';
import { createAnswerReader } from '../../../shared/node/git/object-stream.ts';
import { decodePack, encodePack } from '../../../shared/node/git/pack.ts';
import { runGit } from '../../../shared/node/git/run.ts';
import { collect, inFolder, realGit } from '../../support/ledger-store.ts';

describe('finding git', () => {
  it('says in one sentence what to do when there is none', async () => {
    const found = await findGit({ PATH: '/nowhere:.' });
    assert.ok(isFailure(found) && found.code === 'git-missing', JSON.stringify(found));
    assert.match(found.message, /Install git 2\.36 or newer/);
  });

  it('refuses one that is too old', () =>
    inFolder(async folder => {
      fs.writeFileSync(path.join(folder, 'git'), '#!/bin/sh\necho git version 2.25.1\n', { mode: 0o755 });
      const found = await findGit({ PATH: folder });
      assert.ok(isFailure(found) && found.code === 'git-too-old', JSON.stringify(found));
      assert.match(found.message, /2\.25\.1.*2\.36/);
    }));

  it('reads versions as numbers', () => {
    for (const version of ['2.36.0', '2.39.5', '2.100', '3.0.0']) assert.ok(isNewEnough(version), version);
    for (const version of ['2.35.9', '1.99.0', '2.4.0', 'unknown']) assert.ok(!isNewEnough(version), version);
  });
});

describe('running git', () => {
  it('stops at the time, the size and the signal that are given', async () => {
    const git = await realGit();
    const waiting = ['cat-file', '--batch'];
    await inFolder(async folder => {
      const repository = makeRepository(folder);
      const code = async (options: object) => {
        const result = await runGit(git, waiting, { gitDir: repository, ...options });
        return isFailure(result) ? result.code : 'no failure';
      };
      const input = 'x\n'.repeat(100_000);
      assert.equal(await code({ input, maxOutput: 1000 }), 'git-output-too-large');
      assert.equal(await code({ input, timeout: 1 }), 'git-timeout');
      assert.equal(await code({ input, signal: AbortSignal.abort() }), 'aborted');
      const controller = new AbortController();
      const later = code({ input, signal: controller.signal });
      controller.abort();
      assert.equal(await later, 'aborted');
    });
  });
});

describe('reading many objects', () => {
  it('gives them in order, with what is missing between them, and again after git was ended', () =>
    inFolder(async folder => {
      const repository = makeRepository(folder);
      const objects = Array.from({ length: 1500 }, (_, index) => blob(`blob ${index}\n`.repeat(index % 50)));
      fill(repository, objects);
      const files = createCatFile(await realGit(), repository);
      const names = objects.flatMap(object => [objectIdOf(object), 'f'.repeat(40)]);
      for (let round = 0; round < 2; round += 1) {
        const answers = await collect(files.readMany(names));
        const texts = answers.map(({ answer }) =>
          answer && !isFailure(answer) ? String(answer.bytes) : undefined,
        );
        assert.deepEqual(
          texts,
          objects.flatMap(({ bytes }) => [String(bytes), undefined]),
        );
        files.close();
      }
      const name = 'no\nname';
      assert.equal(await files.read(name), undefined, 'a line break is no way to ask for two');
      files.close();
    }));

  it('cuts the answers the same, whatever pieces they arrive in', () => {
    const texts = ['', 'one', 'two\n\n', 'x'.repeat(300)];
    const whole = Buffer.from(
      texts.map(text => `${'a'.repeat(40)} blob ${text.length}\n${text}\nx missing\n`).join(''),
    );
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 20 }), cuts => {
        const reader = createAnswerReader(1000);
        const places = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const answers = places.slice(1).flatMap((end, index) => {
          const found = reader.push(whole.subarray(places[index], end));
          assert.ok(found !== false);
          return found;
        });
        assert.deepEqual(
          answers.map(answer => (answer ? String(answer.bytes) : undefined)),
          texts.flatMap(text => [text, undefined]),
        );
      }),
    );
  });

  it('ends at an object that is too large or a line that git never prints', () => {
    for (const line of [`${'a'.repeat(40)} blob 1001\n`, `${'a'.repeat(40)} blob -1\n`, 'what?\n']) {
      assert.equal(createAnswerReader(1000).push(Buffer.from(line)), false);
    }
  });
});

describe('a pack of whole objects', () => {
  it('is what git takes', () =>
    inFolder(async folder => {
      const repository = makeRepository(folder);
      const objects = [0, 1, 15, 16, 2047, 2048, 300_000].map(size => blob('x'.repeat(size)));
      fill(repository, objects);
      for (const object of objects) {
        const size = execFileSync('git', ['--git-dir', repository, 'cat-file', '-s', objectIdOf(object)]);
        assert.equal(Number(size), object.bytes.length);
      }
    }));

  it('is read as it was written, and not after any change', () => {
    const contents = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 });
    fc.assert(
      fc.property(contents, fc.nat(), fc.integer({ min: 1, max: 255 }), (list, place, change) => {
        const objects = list.map(bytes => ({ type: 'blob' as const, bytes: Buffer.from(bytes) }));
        const pack = encodePack(objects);
        assert.deepEqual(decodePack(pack), objects);
        const at = place % pack.length;
        pack[at] = (pack[at] ?? 0) ^ change;
        assert.equal(decodePack(pack), undefined);
        assert.equal(decodePack(pack.subarray(0, at)), undefined);
      }),
    );
  });
});

function makeRepository(folder: string): string {
  const repository = path.join(folder, 'repository.git');
  execFileSync('git', ['init', '--quiet', '--bare', repository], { env: { PATH: process.env.PATH } });
  return repository;
}

function fill(repository: string, objects: readonly GitObject[]): void {
  execFileSync('git', ['--git-dir', repository, 'unpack-objects', '-q', '--strict'], {
    input: encodePack(objects),
  });
}

function blob(text: string): GitObject {
  return { type: 'blob', bytes: Buffer.from(text) };
}
