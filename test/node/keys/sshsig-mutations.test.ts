/** Holds that nothing made out of a signature by somebody else than its signer is ever taken for one. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, it } from 'mocha';
import { LEDGER_NAMESPACE, verifySshsig } from '../../../shared/core/ledger/ssh/verify.ts';
import { createVerifier, nodeDigest } from '../../../shared/node/keys/verify-raw.ts';
import { useScratch } from '../../support/scratch.ts';
import { SIGNING_TYPES, type Signed, signWithNewKey } from '../../support/signatures.ts';
import { keygenVerifies } from '../../support/ssh-keys.ts';
import { armored, blobOf } from '../../support/sshsig-blobs.ts';
import { mutationsOf } from '../../support/sshsig-mutations.ts';

const MESSAGE = Buffer.from('{"kind":"request-approved","seq":12}');
const DATA = 'test/data/ledger/sshsig';
const options = { namespace: LEDGER_NAMESPACE, verifyRaw: createVerifier(), digest: nodeDigest };

describe('a signature that was changed', () => {
  const scratch = useScratch();

  for (const type of SIGNING_TYPES) {
    it(`is refused for the right reason (${type})`, () => {
      const signed = signWithNewKey(scratch.folder, type, MESSAGE);
      assert.equal(outcome(signed.armored), 'ok');
      const mutations = mutationsOf(signed.armored, signed.key.material);
      assert.ok(mutations.length >= 70, `only ${mutations.length}`);
      for (const { name, armored: text, expected } of mutations) assert.equal(outcome(text), expected, name);
      if (signed.untouched) assert.equal(outcome(signed.untouched), 'user-presence');
      writeVectors(type, signed, scratch.folder);
    });

    it(`is refused wherever a bit, a byte or a piece of it is another (${type})`, () => {
      const signed = signWithNewKey(scratch.folder, type, MESSAGE);
      const blob = blobOf(signed.armored);
      const accepted = randomChanges(blob, 150).filter(changed => outcome(armored(changed)) === 'ok');
      assert.deepEqual(accepted, []);
    });

    it(`is refused over another message, and with another's key in it (${type})`, () => {
      const signed = signWithNewKey(scratch.folder, type, MESSAGE);
      const other = signWithNewKey(scratch.folder, type, MESSAGE, `${type}-other`);
      const changed = Buffer.from(blobOf(signed.armored));
      const at = changed.indexOf(signed.key.blob);
      const exchanged = Buffer.concat([
        changed.subarray(0, at),
        other.key.blob,
        changed.subarray(at + signed.key.blob.length),
      ]);
      assert.equal(outcome(armored(exchanged)), 'bad-signature');
      assert.equal(outcome(signed.armored, Buffer.concat([MESSAGE, Buffer.from('\n')])), 'bad-signature');
      assert.equal(outcome(signed.armored, new Uint8Array()), 'bad-signature');
    });
  }

  it('is never taken here when ssh-keygen refuses it', () => {
    for (const type of SIGNING_TYPES) {
      const signed = signWithNewKey(scratch.folder, type, MESSAGE);
      const texts = [
        signed.armored,
        ...mutationsOf(signed.armored, signed.key.material).map(mutation => mutation.armored),
        ...randomChanges(blobOf(signed.armored), 10).map(armored),
      ];
      const wrong = texts.filter(text => outcome(text) === 'ok' && !isGoodForKeygen(signed, text));
      assert.deepEqual(wrong, []);
    }
  });

  function isGoodForKeygen({ key }: Signed, text: string): boolean {
    return keygenVerifies(scratch.folder, key.text, LEDGER_NAMESPACE, text, MESSAGE);
  }
});

function outcome(text: string, message: Uint8Array = MESSAGE): string {
  const verified = verifySshsig(text, message, options);
  return verified.ok ? 'ok' : verified.code;
}

/** Bits flipped, bytes left out, doubled and exchanged: each time at another place, the same in every run. */
function randomChanges(blob: Uint8Array, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const at = (index * 2_654_435_761) % blob.length;
    const [before, byte, after] = [blob.subarray(0, at), blob[at] ?? 0, blob.subarray(at + 1)];
    const middles = [
      [byte ^ (1 << (index % 8))],
      [],
      [byte, byte],
      [byte ^ 0xff],
      [byte ^ (1 << ((index * 5) % 8))],
    ];
    const changed = Buffer.concat([before, Uint8Array.from(middles[index % 5] ?? []), after]);
    return changed.equals(blob) ? Buffer.concat([changed, changed]) : changed;
  });
}

/** The vectors are frozen. Delete a file and run with UPDATE_SNAPSHOTS=1 to have it made anew, by new keys. */
function writeVectors(type: string, signed: Signed, folder: string): void {
  const { key, armored: text, untouched } = signed;
  const file = path.join(DATA, `${type.replace(/@.*/, '')}.json`);
  if (process.env.UPDATE_SNAPSHOTS !== '1' || fs.existsSync(file)) return;
  const mutations = mutationsOf(text, key.material).filter(
    ({ name }) => type === 'ssh-ed25519' || !name.startsWith('armor:'),
  );
  const all = [
    { name: 'as it was made', expected: 'ok', armored: text },
    ...(untouched
      ? [{ name: 'made with nobody touching the key', expected: 'user-presence', armored: untouched }]
      : []),
    ...mutations,
  ];
  const vectors = all.map(({ name, expected, armored: signature }) => ({
    name,
    expected,
    openssh: keygenVerifies(folder, key.text, LEDGER_NAMESPACE, signature, MESSAGE) ? 'ok' : 'refused',
    signature,
  }));
  const head = {
    formatVersion: 1,
    namespace: LEDGER_NAMESPACE,
    message: MESSAGE.toString(),
    publicKey: key.text,
  };
  fs.mkdirSync(DATA, { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify({ ...head, vectors }, null, 2)}\n`);
}
