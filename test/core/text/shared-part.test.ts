/** What is shared is never missed; of texts that have nothing in common most are passed over. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mayShareWith } from '../../../shared/core/text/shared-part.ts';

const ANY = fc.string({ maxLength: 60, unit: 'grapheme' });
/** Eight code units with something else than letters among them, or sixteen letters. */
const TELLING = fc.oneof(
  fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme' }).filter(text => /[^A-Za-z]/.test(text)),
  fc.stringMatching(/^[A-Za-z]{16,40}$/),
);

describe('a part that texts share', () => {
  it('is never missed', () => {
    fc.assert(
      fc.property(TELLING, ANY, ANY, ANY, ANY, (part, a, b, c, d) => {
        assert.ok(mayShareWith(['other words', a + part + b])(c + part + d));
      }),
    );
  });

  it('is no word, and nothing shorter', () => {
    const mayShare = mayShareWith(['Guests in production are logged out: 15 min']);
    assert.ok(!mayShare('VOICEHIVE_ENVIRONMENT=production\nJWT_EXPIRATION_MINUTES="15"\nGUESTS=1\n'));
    assert.ok(mayShare('# Users are logged out early'));
    assert.ok(!mayShareWith([])('anything at all'));
    assert.ok(!mayShareWith(['12345678'])('1234567'));
  });
});
