/** Secrets are cut out of texts completely, and put back to the byte. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { bundleDigest, decodeBundle, encodeBundle } from '../../../shared/core/ledger/bundle.ts';
import { attachmentsOf } from '../../../shared/core/ledger/content.ts';
import { CUT_FILE, cutFile, restoreFile } from '../../../shared/core/ledger/cut.ts';
import { keyedFingerprint } from '../../../shared/core/ledger/fingerprint.ts';

const key = new Uint8Array(32).fill(7);
const fingerprint = keyedFingerprint(key, 3);

describe('cutting secrets out', () => {
  it('leaves nothing of a secret, wherever it stands', () => {
    const secret = 'Tr0ub4dor&3-invented';
    const whole = `\uFEFF# was ${secret}\r\nA=${secret}\r\nB="x${secret}y"\r\n`;
    const start = whole.indexOf('A=') + 2;
    const { file, values } = cutFile(
      '.env',
      whole,
      [{ start, end: start + secret.length, field: 'a' }],
      fingerprint,
    );
    assert.equal(file.text, '\uFEFF# was \r\nA=\r\nB="xy"\r\n');
    assert.deepEqual(
      file.cuts.map(({ field }) => field),
      [null, 'a', null],
    );
    assert.equal(new Set(file.cuts.map(cut => cut.fingerprint)).size, 1);
    assert.equal(CUT_FILE(file, 'file'), undefined);
    assert.equal(restoreFile(file, values), whole);
  });

  it('restores any text, and cuts every repetition', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', '=', '😀', '$'), maxLength: 60 });
    fc.assert(
      fc.property(letters, fc.array(fc.nat(60), { maxLength: 6 }), (whole, numbers) => {
        const marks = [...new Set(numbers.map(each => Math.min(each, whole.length)))].sort((a, b) => a - b);
        const places = marks.flatMap((start, index) =>
          index % 2 === 0 ? [{ start, end: marks[index + 1] ?? start, field: null }] : [],
        );
        const { file, values } = cutFile('.env', whole, places, fingerprint);
        assert.equal(restoreFile(file, values), whole);
        assert.equal(restoreFile(file, [...values, 'x']), undefined);
        const pieces = splitAt(
          file.text,
          file.cuts.map(({ at }) => at),
        );
        const long = places.map(({ start, end }) => whole.slice(start, end)).filter(each => each.length >= 6);
        for (const piece of pieces) for (const value of long) assert.ok(!piece.includes(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses places beyond the text', () => {
    const file = {
      formatVersion: 1,
      path: '.env',
      text: 'A=',
      generation: 3,
      cuts: [{ at: 9, field: 'a', fingerprint: fingerprint.of('x') }],
    } as const;
    assert.equal(restoreFile(file, ['x']), undefined);
    assert.match(CUT_FILE(file, 'file') ?? '', /cuts are not in order/);
  });

  it('names the generation of the key by which secrets are known, and none where nothing was cut', () => {
    const file = cutFile('.env', 'A=x\n', [{ start: 2, end: 3, field: 'a' }], fingerprint).file;
    assert.equal(file.generation, 3);
    assert.equal(cutFile('.env', 'A=x\n', [], fingerprint).file.generation, 0);
    assert.match(CUT_FILE({ ...file, generation: 0 }, 'file') ?? '', /generation does not fit/);
    assert.match(CUT_FILE({ ...file, cuts: [] }, 'file') ?? '', /generation does not fit/);
  });

  it('digests a bundle so that equal secrets are not seen to be equal', () => {
    const [one, other] = ['0f', 'f0'].map(salt =>
      bundleDigest(encodeBundle({ '.env': ['one'] }, salt.repeat(32))),
    );
    assert.notEqual(one, other);
  });

  it('keeps values in a bundle that is read strictly', () => {
    const plain = encodeBundle({ '.env': ['one', 'two'] }, '0f'.repeat(32));
    assert.deepEqual(decodeBundle(plain)?.files, { '.env': ['one', 'two'] });
    for (const wrong of ['', '{}', '[]', plain.replace('two"', 'two",1'), plain.replace('.env', '../.env')]) {
      assert.equal(decodeBundle(wrong), undefined);
    }
  });

  it('names what a content is made of', () => {
    const bundle = { digest: `sha256:${'c'.repeat(64)}`, sealed: 'b'.repeat(64) };
    const content = { files: [{ path: '.env', cut: 'a'.repeat(64) }], bundle };
    assert.deepEqual(attachmentsOf(content), ['a'.repeat(64), 'b'.repeat(64)]);
  });
});

function splitAt(text: string, places: readonly number[]): string[] {
  return [...places, text.length].map((place, index) => text.slice(places[index - 1] ?? 0, place));
}
