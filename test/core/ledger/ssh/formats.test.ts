/** Holds that keys, armor and base64 have one spelling each: what is read is written the same again. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { armor, dearmor } from '../../../../shared/core/ledger/ssh/armor.ts';
import { decodeBase64, encodeBase64 } from '../../../../shared/core/ledger/ssh/base64.ts';
import { isLowS, withLowS } from '../../../../shared/core/ledger/ssh/curves.ts';
import { parsePublicKey, parsePublicKeyBlob } from '../../../../shared/core/ledger/ssh/public-key.ts';
import { parseSignature } from '../../../../shared/core/ledger/ssh/sshsig.ts';
import { mpintBytes, readWire, wireStrings } from '../../../../shared/core/ledger/ssh/wire.ts';
import { armored } from '../../../support/sshsig-blobs.ts';

const bytes = fc.uint8Array({ maxLength: 400 });
const base64Like = fc.string({ unit: fc.constantFrom(...'AQgwz09+/=\n -_'), maxLength: 12 });

describe('formats', () => {
  it('write base64 as Node does, and read it back', () => {
    fc.assert(
      fc.property(bytes, value => {
        const text = encodeBase64(value);
        assert.equal(text, Buffer.from(value).toString('base64'));
        assert.deepEqual(decodeBase64(text), Uint8Array.from(value));
      }),
    );
  });

  it('read base64 only as it is written', () => {
    fc.assert(
      fc.property(base64Like, text => {
        const value = decodeBase64(text);
        if (value !== undefined) assert.equal(encodeBase64(value), text);
      }),
      { numRuns: 5000 },
    );
  });

  it('write armor, and read it back, at every length of the last line', () => {
    for (let length = 1; length < 250; length++) {
      const blob = new Uint8Array(length).fill(length);
      assert.equal(armor(blob), armored(blob));
      assert.deepEqual(dearmor(armor(blob)).value, blob);
    }
  });

  it('read the numbers of the wire only as they are written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), value => {
        const reader = readWire(wireStrings(value));
        const number = reader.mpint();
        if (reader.end() === undefined) assert.deepEqual(mpintBytes(number), Uint8Array.from(value));
      }),
      { numRuns: 3000 },
    );
  });

  it('leave one of the two s of a signature', () => {
    for (const [curve, size] of [
      ['nistp256', 32],
      ['nistp384', 48],
      ['nistp521', 66],
    ] as const) {
      const number = fc.uint8Array({ minLength: size - 2, maxLength: size - 2 });
      fc.assert(
        fc.property(number, number, (r, s) => {
          const signature = Buffer.concat([Buffer.alloc(2), r, Buffer.alloc(2), s]);
          const lower = withLowS(curve, signature);
          assert.ok(isLowS(curve, lower) && lower.length === 2 * size);
          assert.deepEqual(withLowS(curve, lower), lower);
        }),
      );
    }
  });

  it('never throw, whatever they are given', () => {
    fc.assert(fc.property(bytes, value => void parsePublicKeyBlob(value)));
    fc.assert(fc.property(fc.string(), value => void [parsePublicKey(value), parseSignature(value)]));
    fc.assert(
      fc.property(
        bytes,
        value => void parseSignature(armored(Buffer.concat([Buffer.from('SSHSIG'), value]))),
      ),
    );
  });
});
