/** An alarm is read by people: each kind says in words what happened and why it matters, and names its evidence. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { adviceOnOffered } from '../../../shared/core/ledger/advice.ts';
import { type AlarmKind, alarmWords } from '../../../shared/core/ledger/alarm-words.ts';

const KINDS: readonly AlarmKind[] = [
  'shortened',
  'forked',
  'rewritten',
  'missing',
  'damaged',
  'invalid',
  'dropped',
];

describe('the words of an alarm', () => {
  it('say what happened and why it matters, of a ledger here and of a remote', () => {
    const words = KINDS.flatMap(kind => [alarmWords(kind, {}), alarmWords(kind, { url: 'ssh://host/shop' })]);
    for (const { title, meaning } of words) {
      assert.match(title, /^[A-Z].{15,60}[^.]$/);
      assert.match(meaning, /^[A-Z].{30,160}\.$/);
    }
    assert.equal(new Set(words.map(({ title }) => title)).size, KINDS.length + 2);
  });

  it('name the evidence, with the threat behind a code, and leave out what is not known', () => {
    const evidence = { whence: 'the backup x.bundle', head: 'a1', own: '', seq: 6, code: 'signature' };
    assert.deepEqual(alarmWords('invalid', evidence).facts, [
      { name: 'where it comes from', value: 'the backup x.bundle' },
      { name: 'last event now', value: 'a1' },
      { name: 'number of the event', value: '6' },
      { name: 'refused as', value: 'signature, threat T1' },
    ]);
  });

  it('keep the key of evidence that an alarm of a later program has', () => {
    assert.deepEqual(alarmWords('damaged', { later: 'yes' } as object).facts, [
      { name: 'later', value: 'yes' },
    ]);
  });

  it('advise on an event that was offered: to update where it may be of a newer program, else to have it taken away', () => {
    assert.match(adviceOnOffered('unknown-kind'), /^Update Secure Config/);
    assert.match(adviceOnOffered('signature'), /ask who put it there and who may write there/);
    assert.match(adviceOnOffered('constructor'), /ask who put it there/);
  });
});
