/** Plays the frozen vectors: signatures and public keys, right and wrong, that every implementation has to agree on. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { keyFingerprint, parsePublicKey } from '../../../../shared/core/ledger/ssh/public-key.ts';
import { encodeSignature, parseSignature } from '../../../../shared/core/ledger/ssh/sshsig.ts';
import { verifySshsig } from '../../../../shared/core/ledger/ssh/verify.ts';
import { createVerifier, nodeDigest } from '../../../../shared/node/keys/verify-raw.ts';

const SIGNATURES = 'test/data/ledger/sshsig';
const PUBLIC_KEYS = 'test/data/ledger/public-keys.json';

interface SignatureFile {
  readonly namespace: string;
  readonly message: string;
  readonly publicKey: string;
  readonly vectors: readonly {
    readonly name: string;
    readonly expected: string;
    readonly signature: string;
  }[];
}

interface PublicKeyFile {
  readonly valid: readonly { readonly line: string; readonly text: string; readonly fingerprint: string }[];
  readonly invalid: readonly { readonly name: string; readonly line: string; readonly expected: string }[];
}

describe('vectors of signatures', () => {
  const files = fs.readdirSync(SIGNATURES).filter(name => name.endsWith('.json'));

  it('are there for each type of key', () => assert.equal(files.length, 7));

  for (const name of files) {
    const { namespace, message, publicKey, vectors } = read<SignatureFile>(path.join(SIGNATURES, name));
    for (const vector of vectors) {
      it(`${name}: ${vector.name}: ${vector.expected}`, () => {
        const options = { namespace, verifyRaw: createVerifier(), digest: nodeDigest };
        const verified = verifySshsig(vector.signature, Buffer.from(message), options);
        assert.equal(verified.ok ? 'ok' : verified.code, vector.expected);
        if (verified.ok) assert.equal(verified.key.text, publicKey);
        const parsed = parseSignature(vector.signature).value;
        if (parsed) assert.equal(encodeSignature(parsed), vector.signature);
      });
    }
  }
});

describe('vectors of public keys', () => {
  const { valid, invalid } = read<PublicKeyFile>(PUBLIC_KEYS);

  for (const { line, text, fingerprint } of valid) {
    it(`${text.slice(0, 40)}…: ${fingerprint}`, () => {
      const key = parsePublicKey(line).value;
      assert.deepEqual(key && [key.text, keyFingerprint(key.blob)], [text, fingerprint]);
    });
  }

  for (const { name, line, expected } of invalid) {
    it(`${name}: ${expected}`, () => assert.equal(parsePublicKey(line).problem?.code, expected));
  }
});

function read<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
