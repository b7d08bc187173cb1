/** Holds that signatures of real keys verify, by us and by ssh-keygen, and that nothing close to them does. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import {
  keyFingerprint,
  parsePublicKey,
  parsePublicKeyBlob,
} from '../../../shared/core/ledger/ssh/public-key.ts';
import {
  encodeSignature,
  normalizeSignature,
  parseSignature,
  signedData,
} from '../../../shared/core/ledger/ssh/sshsig.ts';
import { LEDGER_NAMESPACE, verifySshsig } from '../../../shared/core/ledger/ssh/verify.ts';
import { createVerifier } from '../../../shared/node/keys/verify-raw.ts';
import { type AuthenticatorType, createAuthenticator } from '../../support/authenticator.ts';
import { KEYGEN_TYPES, keygen, keygenSign, keygenVerifies, makeSshKey } from '../../support/ssh-keys.ts';
import { armored, sshsigBlob } from '../../support/sshsig-blobs.ts';

const MESSAGE = Buffer.from('tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\n{"seq":1}');
const options = { namespace: LEDGER_NAMESPACE, verifyRaw: createVerifier() };

describe('signatures', () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-keys-'));
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  for (const type of Object.keys(KEYGEN_TYPES)) {
    for (const hash of ['sha512', 'sha256'] as const) {
      it(`of a real ${type} key over ${hash} verify, here and there, after they were normalised`, () => {
        const key = makeSshKey(folder, type, { name: `${type}-${hash}` });
        // Several, because ECDSA has the higher s every other time.
        for (let round = 0; round < 6; round++) {
          const written = keygenSign(key, LEDGER_NAMESPACE, MESSAGE, hash);
          const text = normalizeSignature(written).value ?? '';
          if (!type.startsWith('ecdsa')) assert.equal(text, written);
          const verified = verifySshsig(text, MESSAGE, options);
          assert.ok(verified.ok, JSON.stringify(verified));
          assert.equal(verified.hash, hash);
          assert.equal(key.publicLine, `${verified.key.text} test\n`);
          assert.ok(keygenVerifies(folder, key.publicLine, LEDGER_NAMESPACE, text, MESSAGE));
          const parsed = parseSignature(text).value;
          assert.equal(parsed && encodeSignature(parsed), text);
        }
      });
    }

    it(`has the fingerprint of ssh-keygen for ${type}`, () => {
      const key = makeSshKey(folder, type, { name: `${type}-fingerprint` });
      const { value } = parsePublicKey(key.publicLine);
      const printed = keygen(['-l', '-f', key.path]).split(' ')[1];
      assert.equal(value && keyFingerprint(value.blob), printed);
    });
  }

  it('have the armor of ssh-keygen, however long the last line is', () => {
    const key = makeSshKey(folder, 'ssh-ed25519', { name: 'lengths' });
    for (let length = 1; length <= 105; length++) {
      const written = keygenSign(key, 'n'.repeat(length), MESSAGE);
      const parsed = parseSignature(written).value;
      assert.equal(parsed && encodeSignature(parsed), written);
    }
  });

  for (const type of [
    'sk-ssh-ed25519@openssh.com',
    'sk-ecdsa-sha2-nistp256@openssh.com',
  ] satisfies AuthenticatorType[]) {
    it(`of ${type} verify, here and there, when somebody touched the key`, () => {
      const key = createAuthenticator(type);
      const line = parsePublicKeyBlob(key.blob).value?.text ?? '';
      for (const [flags, expected] of [
        [1, 'ok'],
        [5, 'ok'],
        [0, 'user-presence'],
        [4, 'user-presence'],
      ] as const) {
        const signature = key.sign(signedData(LEDGER_NAMESPACE, 'sha512', MESSAGE), flags, 41);
        const parts = {
          magic: 'SSHSIG',
          version: 1,
          namespace: LEDGER_NAMESPACE,
          reserved: '',
          hash: 'sha512',
        };
        const raw = armored(sshsigBlob({ ...parts, key: key.blob, signature, trailing: new Uint8Array() }));
        const text = normalizeSignature(raw).value ?? '';
        const verified = verifySshsig(text, MESSAGE, options);
        assert.equal(verified.ok ? 'ok' : verified.code, expected);
        if (verified.ok) assert.equal(verified.counter, 41);
        // ssh-keygen leaves it to its caller whether the key was touched.
        assert.ok(keygenVerifies(folder, line, LEDGER_NAMESPACE, text, MESSAGE));
      }
    });
  }
});
