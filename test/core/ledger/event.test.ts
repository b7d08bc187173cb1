/** Events and commits have one spelling each: what is read back is what was written, and nothing else is read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  decodeCommit,
  encodeCommit,
  type LedgerCommit,
  signedPayload,
} from '../../../shared/core/ledger/commit.ts';
import { decodeEvent, encodeEvent } from '../../../shared/core/ledger/event.ts';
import { KINDS, kindNamed } from '../../../shared/core/ledger/kinds.ts';
import { readCommit, unsignedCommit } from '../../../shared/core/ledger/read-commit.ts';
import { policyOf, TestLedger } from '../../support/ledger-events.ts';

const { signed } = new TestLedger(policyOf({ alice: ['security_admin'] }));
const [genesis] = signed;
const text = genesis ? encodeEvent(genesis.event) : '';

describe('the text of an event', () => {
  it('is read back as it was written', () => {
    const read = decodeEvent(text);
    assert.deepEqual('event' in read && read.event, genesis?.event);
  });

  const others: readonly [what: string, text: string, code: string][] = [
    ['a blank', text.replace('{', '{ '), 'event-encoding'],
    ['a key twice', text.replace('{', '{"seq":0,'), 'event-encoding'],
    ['another order', text.replace(/^\{("attachments":\[\]),(.*)\}$/, '{$2,$1}'), 'event-encoding'],
    ['another number', text.replace('"seq":0', '"seq":0.0'), 'event-encoding'],
    ['nothing', '', 'event-encoding'],
    ['a list', '[]', 'event-shape'],
    ['a key more', text.replace('"data"', '"daaa":1,"data"'), 'event-shape'],
    ['a time in another spelling', text.replace(/\.000Z/, 'Z'), 'event-shape'],
    ['a format to come', text.replace('"formatVersion":1', '"formatVersion":2'), 'format-version'],
    ['an unending text', `${text}${' '.repeat(300_000)}`, 'event-encoding'],
  ];
  for (const [what, spelled, code] of others) {
    it(`is refused with ${what}`, () => {
      const read = decodeEvent(spelled);
      assert.equal('refusal' in read && read.refusal.code, code);
    });
  }

  it('has one kind for each name', () => {
    assert.equal(new Set(KINDS.map(({ kind }) => kind)).size, KINDS.length);
    for (const { kind } of KINDS) assert.equal(kindNamed(kind)?.kind, kind);
  });
});

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const commits: fc.Arbitrary<LedgerCommit> = fc.record(
  {
    tree: hex(40),
    parent: fc.option(hex(40)),
    seconds: fc.nat(4_000_000_000),
    signature: fc
      .array(fc.base64String({ minLength: 4, maxLength: 72 }), { minLength: 1, maxLength: 6 })
      .map(lines => `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----\n`),
    message: fc.string({ unit: 'grapheme' }).map(value => JSON.stringify({ value })),
  },
  { noNullPrototype: true },
);

describe('a commit', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(commits, commit => {
        const read = decodeCommit(encodeCommit(commit));
        assert.deepEqual('commit' in read && read.commit, commit);
      }),
    );
  });

  it('is read in no other spelling', () => {
    fc.assert(
      fc.property(commits, fc.nat(), fc.constantFrom(10, 32, 0, 0xff, 65), (commit, place, byte) => {
        const bytes = encodeCommit(commit);
        const at = place % bytes.length;
        const more = Uint8Array.from([...bytes.slice(0, at), byte, ...bytes.slice(at)]);
        const read = decodeCommit(more);
        // What is read anew differs in content: no two texts stand for one commit.
        if ('commit' in read) assert.deepEqual(encodeCommit(read.commit), more);
        if ('commit' in read) assert.notDeepEqual(read.commit, commit);
      }),
      { numRuns: 2000 },
    );
  });

  const written = (change: (text: string) => string): Uint8Array => {
    const commit = {
      tree: 'a'.repeat(40),
      parent: 'b'.repeat(40),
      seconds: 1,
      signature: 'x\n',
      message: '{}',
    };
    return Buffer.from(change(Buffer.from(encodeCommit(commit)).toString()));
  };
  const refused: readonly [what: string, bytes: Uint8Array, code: string, words: RegExp][] = [
    ['two parents', written(text => text.replace(/^parent.*\n/m, '$&$&')), 'commit-grammar', /2 parents/],
    ['no signature', written(text => text.replace(/^gpgsig.*\n/m, '')), 'signature', /not signed/],
    [
      'another author',
      written(text => text.replace('Secure Config', 'Mallory')),
      'commit-grammar',
      /written/,
    ],
    ['another time zone', written(text => text.replaceAll('+0000', '+0100')), 'commit-grammar', /written/],
    [
      'a header more',
      written(text => text.replace('gpgsig', 'encoding x\ngpgsig')),
      'commit-grammar',
      /written/,
    ],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe]), 'signature', /not signed/],
  ];
  for (const [what, bytes, code, words] of refused) {
    it(`is refused with ${what}`, () => {
      const read = decodeCommit(bytes);
      assert.equal('refusal' in read && read.refusal.code, code);
      assert.match('refusal' in read ? read.refusal.message : '', words);
    });
  }

  it('has the time of its event', () => {
    const time = '2026-01-01T00:00:00.999Z';
    const commit = unsignedCommit({ time }, text, 'a'.repeat(40), null);
    const bytes = encodeCommit({ ...commit, seconds: commit.seconds + 1, signature: 'x\n' });
    const read = readCommit(bytes, () => ({ ok: true, key: 'k' }));
    assert.equal('refusal' in read && read.refusal.code, 'commit-grammar');
    assert.ok(Buffer.from(signedPayload(commit)).includes(text));
  });
});
