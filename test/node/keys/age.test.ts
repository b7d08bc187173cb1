/** Holds that what is encrypted here is an age file like any other: read by Debian's age, and the other way round. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { describe, it } from 'mocha';
import { decryptWith, encryptTo, generateAgeKey, readAgeKey } from '../../../shared/node/keys/age.ts';
import { AGE_VARIABLE, ageFileText, loadAgeKey } from '../../../shared/node/keys/age-source.ts';
import type { KeyResult } from '../../../shared/node/keys/result.ts';
import { needProgram } from '../../support/debian-programs.ts';
import { useScratch } from '../../support/scratch.ts';

/** Bytes: empty, within a chunk of the format, a whole chunk, and over several. */
const SIZES = [0, 1, 1000, 65_536, 65_537, 200_000];

describe('age', () => {
  const scratch = useScratch();

  for (const size of SIZES) {
    it(`gives ${size} bytes back to each of two recipients, and to Debian’s age`, async () => {
      const plain = randomBytes(size);
      const [one, two] = [await generateAgeKey(), await generateAgeKey()];
      const encrypted = value(await encryptTo([one.recipient, two.recipient], plain));
      for (const key of [one, two]) {
        assert.deepEqual(Buffer.from(value(await decryptWith(key, encrypted))), plain);
        const file = writeFile('identity.txt', ageFileText(key));
        assert.deepEqual(age(['-d', '-i', file], encrypted), plain);
      }
    });

    it(`reads ${size} bytes of Debian’s age, with an identity of its age-keygen`, async () => {
      const plain = randomBytes(size);
      const file = path.join(scratch.folder, 'key.txt');
      needProgram('age-keygen', 'age');
      spawnSync('age-keygen', ['-o', file]);
      const key = value(await readAgeKey(fs.readFileSync(file, 'utf8'), file));
      const encrypted = age(['-r', key.recipient, '-r', (await generateAgeKey()).recipient], plain);
      assert.deepEqual(Buffer.from(value(await decryptWith(key, encrypted))), plain);
    });
  }

  it('refuses recipients of two kinds, none, and what is no recipient', async () => {
    const { recipient } = await generateAgeKey();
    const hybrid = await identityToRecipient(await generateHybridIdentity());
    const mistyped = recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q');
    const refused: readonly (readonly [recipients: string[], code: string])[] = [
      [[recipient, hybrid], 'recipients-mixed'],
      [[hybrid, recipient, recipient], 'recipients-mixed'],
      [[], 'no-recipients'],
      [[mistyped], 'recipient-invalid'],
      [['ssh-ed25519 AAAA'], 'recipient-invalid'],
      [[recipient, 'age1tag1qqqq'], 'recipient-invalid'],
      [[recipient.toUpperCase()], 'recipient-invalid'],
      [[''], 'recipient-invalid'],
    ];
    for (const [recipients, code] of refused)
      assert.equal(codeOf(await encryptTo(recipients, Buffer.from('x'))), code, recipients.join());
    assert.equal(codeOf(await encryptTo([hybrid], Buffer.from('x'))), 'ok');
  });

  it('tells who is no recipient from what is damaged', async () => {
    const [key, stranger] = [await generateAgeKey(), await generateAgeKey()];
    const encrypted = value(await encryptTo([key.recipient], Buffer.from('an invented secret')));
    assert.equal(codeOf(await decryptWith(stranger, encrypted)), 'not-a-recipient');
    for (const at of [5, encrypted.length - 60, encrypted.length - 1]) {
      const damaged = Uint8Array.from(encrypted);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      assert.equal(codeOf(await decryptWith(key, damaged)), 'age-file-damaged', `at ${at}`);
    }
    for (const length of [0, 30, encrypted.length - 1])
      assert.equal(codeOf(await decryptWith(key, encrypted.subarray(0, length))), 'age-file-damaged');
  });

  it('takes an identity that is handed in, else of the environment, else of the file', async () => {
    const [given, variable, filed] = [await generateAgeKey(), await generateAgeKey(), await generateAgeKey()];
    const source = { kind: 'file', path: writeFile('age.txt', ageFileText(filed)), recipient: '' } as const;
    const withVariable = scratch.environment({ [AGE_VARIABLE]: `${variable.identity}\n` });
    assert.deepEqual(value(await loadAgeKey(source, withVariable, given.identity)), given);
    assert.deepEqual(value(await loadAgeKey(source, withVariable)), variable);
    assert.deepEqual(value(await loadAgeKey(source, scratch.environment())), filed);
    const absent = { kind: 'environment', recipient: '' } as const;
    assert.equal(codeOf(await loadAgeKey(absent, scratch.environment())), 'age-key-missing');
  });

  it('refuses an identity that others may read, that is missing, or that is none, and never quotes it', async () => {
    const key = await generateAgeKey();
    const broken = `${key.identity.slice(0, -1)}!`;
    const cases: readonly (readonly [text: string | undefined, mode: number, code: string])[] = [
      [undefined, 0o600, 'age-key-missing'],
      [ageFileText(key), 0o640, 'key-file-permissions'],
      [broken, 0o600, 'age-key-invalid'],
      [`${key.identity}\n${key.identity}`, 0o600, 'age-key-invalid'],
      ['', 0o600, 'age-key-invalid'],
      [ageFileText(key), 0o600, 'ok'],
    ];
    for (const [index, [text, mode, code]] of cases.entries()) {
      const file = path.join(scratch.folder, `${index}.txt`);
      if (text !== undefined) fs.chmodSync(writeFile(`${index}.txt`, text), mode);
      const result = await loadAgeKey({ kind: 'file', path: file, recipient: '' }, scratch.environment());
      assert.equal(codeOf(result), code);
      if (!result.ok) assert.doesNotMatch(result.message, /SECRET-KEY-1[A-Z0-9]/);
    }
  });

  function writeFile(name: string, text: string): string {
    const file = path.join(scratch.folder, name);
    fs.writeFileSync(file, text, { mode: 0o600 });
    return file;
  }

  function age(args: readonly string[], input: Uint8Array): Buffer {
    needProgram('age', 'age');
    const run = spawnSync('age', args, { input, maxBuffer: 10_000_000 });
    assert.equal(run.status, 0, run.stderr.toString());
    return run.stdout;
  }
});

function value<T>(result: KeyResult<T>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

function codeOf(result: KeyResult<unknown>): string {
  return result.ok ? 'ok' : result.code;
}
