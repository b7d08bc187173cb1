/** Secrets are cut out of texts completely, and put back to the byte. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { decodeBundle, encodeBundle } from '../../../shared/core/ledger/bundle.ts';
import { attachmentsOf, contentDigest } from '../../../shared/core/ledger/content.ts';
import { CUT_FILE, cutFile, restoreFile } from '../../../shared/core/ledger/cut.ts';
import { secretFingerprint } from '../../../shared/core/ledger/fingerprint.ts';

const key = new Uint8Array(32).fill(7);
const fingerprint = (value: string) => secretFingerprint(key, value);

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
      cuts: [{ at: 9, field: 'a', fingerprint: fingerprint('x') }],
    } as const;
    assert.equal(restoreFile(file, ['x']), undefined);
  });

  it('keeps values in a bundle that is read strictly', () => {
    const plain = encodeBundle({ '.env': ['one', 'two'] });
    assert.deepEqual(decodeBundle(plain)?.files, { '.env': ['one', 'two'] });
    for (const wrong of ['', '{}', '[]', plain.replace('two"', 'two",1'), plain.replace('.env', '../.env')]) {
      assert.equal(decodeBundle(wrong), undefined);
    }
  });

  it('digests a content over its texts and its bundle', () => {
    const content = { files: [{ path: '.env', cut: 'a'.repeat(64) }], bundle: 'b'.repeat(64) };
    assert.deepEqual(attachmentsOf(content), ['a'.repeat(64), 'b'.repeat(64)]);
    assert.notEqual(contentDigest(content), contentDigest({ ...content, bundle: null }));
    assert.match(contentDigest(content), /^sha256:[0-9a-f]{64}$/);
  });
});

function splitAt(text: string, places: readonly number[]): string[] {
  return [...places, text.length].map((place, index) => text.slice(places[index - 1] ?? 0, place));
}
