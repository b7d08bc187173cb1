/** Waivers in comments, and what is said of those that are not in order. */
import assert from 'node:assert/strict';
import { parseDocument } from '../../../shared/core/document/parse.ts';
import type { Waiver } from '../../../shared/core/profile/profile.ts';
import { isInForce, readInlineWaivers, waiverFindings } from '../../../shared/core/profile/waivers.ts';

const NOW = new Date('2026-06-15T12:00:00Z');

describe('readInlineWaivers', () => {
  const cases: readonly [comment: string, read: Partial<Waiver> | undefined][] = [
    [
      '# secure-config-waive A until 2027-01-31: why: because',
      { rule: 'A', until: '2027-01-31', reason: 'why: because' },
    ],
    ['#secure-config-waive A until 2027-01-31:why', { rule: 'A', until: '2027-01-31', reason: 'why' }],
    [
      '#   secure-config-waive   A   UNTIL  2027-01-31 : why',
      { rule: 'A', until: '2027-01-31', reason: 'why' },
    ],
    ['# secure-config-waive A', { rule: 'A' }],
    ['# secure-config-waive A: why', { rule: 'A', reason: 'why' }],
    ['# secure-config-waive A until soon: why', { rule: 'A', until: 'soon', reason: 'why' }],
    ['# secure-config-waive A 2027-01-31: why', { rule: 'A', until: '2027-01-31', reason: 'why' }],
    ['# secure-config-waive', { rule: '' }],
    ['# secure-config-waiver A: why', undefined],
    ['# see secure-config-waive A: why', undefined],
  ];
  for (const [comment, read] of cases) {
    for (const format of ['dotenv', 'yaml'] as const) {
      it(`${comment} in ${format}`, () => {
        const text = format === 'yaml' ? `a: 1\n${comment}\nb: 2\n` : `A=1\n${comment}\nB=2\n`;
        const waivers = readInlineWaivers(parseDocument(text, { format, dialect: 'dotenv' }), 'x');
        assert.deepEqual(
          waivers.map(({ origin, files, ...rest }) => rest),
          read ? [read] : [],
        );
        for (const { origin } of waivers)
          assert.equal(text.slice(origin.span.start, origin.span.end), comment);
      });
    }
  }

  it('are found behind a value, too', () => {
    const text = 'A=1 # secure-config-waive A until 2027-01-31: why\n';
    assert.equal(readInlineWaivers(parseDocument(text, { format: 'dotenv', dialect: 'dotenv' })).length, 1);
  });
});

describe('waiverFindings', () => {
  const waiverOf = (more: Partial<Waiver>): Waiver => ({
    rule: 'A_1',
    files: [],
    until: '2027-01-31',
    reason: 'why',
    origin: { path: 'x', span: { start: 3, end: 9 } },
    ...more,
  });
  const { until: _, ...withoutUntil } = waiverOf({});
  const { reason: __, ...withoutReason } = waiverOf({});
  const cases: readonly [name: string, waiver: Waiver, inForce: boolean, codes: readonly string[]][] = [
    ['one in order', waiverOf({}), true, []],
    ['one on its last day', waiverOf({ until: '2026-06-15' }), true, []],
    ['one that has ended', waiverOf({ until: '2026-06-14' }), false, ['expired']],
    ['one without date', withoutUntil, false, ['missing-expiry']],
    ['one without reason', withoutReason, false, ['missing-reason']],
    ['one with a blank reason', waiverOf({ reason: '  ' }), false, ['missing-reason']],
    ['one with a date that is none', waiverOf({ until: '2026-02-30' }), false, ['invalid-expiry']],
    ['one with a time', waiverOf({ until: '2027-01-31T00:00:00Z' }), false, ['invalid-expiry']],
    ['one for an unknown rule', waiverOf({ rule: 'A_2' }), true, ['unknown-rule']],
    ['one for no rule', waiverOf({ rule: '' }), true, ['missing-rule']],
    ['one with nothing', { ...withoutUntil, reason: '' }, false, ['missing-reason', 'missing-expiry']],
  ];
  for (const [name, waiver, inForce, codes] of cases) {
    it(name, () => {
      const findings = waiverFindings([waiver], { now: NOW, rules: ['A_1'] });
      assert.deepEqual(
        findings.map(({ code }) => code),
        codes.map(code => `waiver/${code}`),
      );
      assert.equal(isInForce(waiver, NOW), inForce);
      for (const { kind, severity, span, message } of findings) {
        assert.deepEqual([kind, severity, span], ['waiver', 'warning', waiver.origin.span]);
        assert.match(message, /\.$/);
      }
    });
  }

  it('says which ones nothing makes use of, when that is known', () => {
    const [used, unused, expired] = [waiverOf({}), waiverOf({}), waiverOf({ until: '2020-01-01' })];
    const findings = waiverFindings([used, unused, expired], {
      now: NOW,
      rules: ['A_1'],
      used: new Set([used]),
    });
    assert.deepEqual(
      findings.map(({ code, severity }) => [code, severity]),
      [
        ['waiver/unused', 'info'],
        ['waiver/expired', 'warning'],
      ],
    );
  });

  it('suggests the rule that was meant', () => {
    const [finding] = waiverFindings([waiverOf({ rule: 'SEC_04' })], { now: NOW, rules: ['SEC_004'] });
    assert.match(finding?.message ?? '', /Did you mean "SEC_004"\?/);
  });
});
