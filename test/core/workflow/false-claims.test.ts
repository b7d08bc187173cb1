/** What events say of their contents, held against the contents: honest people always tell the truth, others are found. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { readStored, type Side } from '../../../shared/core/drift/side.ts';
import type { Content } from '../../../shared/core/ledger/content.ts';
import type { CutFile } from '../../../shared/core/ledger/cut.ts';
import { type Fingerprint, keyedFingerprint } from '../../../shared/core/ledger/fingerprint.ts';
import type { FieldChange } from '../../../shared/core/ledger/request.ts';
import type { LedgerState } from '../../../shared/core/ledger/state.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { capture, contentOf } from '../../../shared/core/workflow/capture.ts';
import type { Claim } from '../../../shared/core/workflow/claim.ts';
import { claimsOf } from '../../../shared/core/workflow/claims.ts';
import { falseClaims } from '../../../shared/core/workflow/false-claims.ts';
import { checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';
import { driftPolicyOf } from '../../support/drifting.ts';

const KEYS = [1, 2].map(generation => keyedFingerprint(new Uint8Array(32).fill(generation), generation));
const BUNDLE = { digest: `sha256:${'e'.repeat(64)}`, sealed: 'f'.repeat(64) };

let project: Project;
before(async () => {
  project = await projectOf(profileNamed('voicehive'));
});

interface Kept {
  readonly content: Content;
  readonly files: readonly CutFile[];
  readonly assessment: Claim['assessment'];
}

function keep(text: string, key: Fingerprint): Kept | undefined {
  const taken = capture({ files: [checkWith(project, text)], fingerprint: key, now: NOW });
  if (!taken.ok) return undefined;
  const { captured } = taken;
  const content = contentOf(captured, captured.secrets && BUNDLE);
  return { content, files: captured.files, assessment: captured.assessment };
}

/** As they come out of a ledger. */
function sidesOf({ files }: Kept): Side[] {
  const { governance } = checkWith(project, '');
  return files.map(file => readStored(JSON.parse(JSON.stringify(file)), { governance, now: NOW }));
}

function stateOf(): LedgerState {
  return { policy: { drift: driftPolicyOf(project) } } as unknown as LedgerState;
}

/** `restored`: the version to which a rollback with today's secrets says that it leads. */
function codesOf(
  old: Kept,
  next: Kept,
  more: Partial<Claim> = {},
  { restored, unmapped = [] }: { readonly restored?: Kept; readonly unmapped?: readonly string[] } = {},
): string[] {
  const { content, assessment } = next;
  const { changes } = claimsOf(sidesOf(old), sidesOf(next), driftPolicyOf(project));
  const said = { environment: 'production', content, assessment, changes, base: old.content, first: null };
  const claim = { ...said, restored: restored?.content ?? null, ...more };
  const [base, after] = [sidesOf(old), sidesOf(next)];
  const sides = { content: after, base, restored: restored ? sidesOf(restored) : [], first: base, unmapped };
  return falseClaims(claim, sides, stateOf(), NOW).map(({ code }) => code);
}

const line = fc.constantFrom(
  'VOICEHIVE_ENVIRONMENT=staging',
  'VOICEHIVE_ENVIRONMENT=production',
  'VOICEHIVE_AUTH__JWT_ALGORITHM=RS256',
  'VOICEHIVE_AUTH__JWT_ALGORITHM="HS256"',
  'VOICEHIVE_REDIS__PASSWORD=invented-one # invented-one',
  "VOICEHIVE_REDIS__PASSWORD='invented-two'",
  'VOICEHIVE_REDIS__PASSWORD=',
  'VOICEHIVE_SECURITY__CSRF_ENABLED=false',
  'VOICEHIVE_SECURITY__CSRF_ENABLED=true',
  'OTHER=x invented-one y',
  '# secure-config-waive SEC_004 until 2027-01-31: reason',
  '',
);
const text = fc.array(line, { maxLength: 8 }).map(lines => `${lines.join('\n')}\n`);

describe('claims of events', () => {
  it('are true when honest people make them, whatever they change, by whichever key', () => {
    let kept = 0;
    fc.assert(
      fc.property(text, text, fc.nat(1), fc.nat(1), (one, other, a, b) => {
        const [old, next] = [keep(one, KEYS[a] as Fingerprint), keep(other, KEYS[b] as Fingerprint)];
        if (!old || !next) return;
        kept++;
        assert.deepEqual(codesOf(old, next), []);
      }),
      { numRuns: 200 },
    );
    assert.ok(kept > 100);
  });

  it('are found when they leave out any change, or say that it is something else', () => {
    fc.assert(
      fc.property(text, text, fc.nat(20), (one, other, index) => {
        const [old, next] = [keep(one, KEYS[0] as Fingerprint), keep(other, KEYS[0] as Fingerprint)];
        if (!old || !next) return;
        const { changes } = claimsOf(sidesOf(old), sidesOf(next), driftPolicyOf(project));
        const [change] = changes.slice(index % Math.max(1, changes.length));
        if (!change) return;
        const others = changes.filter(each => each !== change);
        const twisted: FieldChange = { ...change, downgrade: !change.downgrade };
        for (const claimed of [others, [...others, twisted]]) {
          assert.deepEqual(codesOf(old, next, { changes: claimed }), ['changes-differ']);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are found when the score is another, where no secret is needed to tell', () => {
    const [old, next] = ['A=1\n', 'A=2\n'].map(each => keep(each, KEYS[0] as Fingerprint));
    assert.ok(old && next);
    const assessment = { ...next.assessment, score: 1 };
    assert.deepEqual(codesOf(old, next, { assessment }), ['assessment-differs']);
    assert.deepEqual(codesOf(old, next, { assessment, content: { ...next.content, bundle: BUNDLE } }), []);
  });

  it('are found when a file is not one of the environment’s', () => {
    const [old, next] = ['A=1\n', 'A=2\n'].map(each => keep(each, KEYS[0] as Fingerprint));
    assert.ok(old && next);
    assert.deepEqual(codesOf(old, next, {}, { unmapped: ['.env.staging'] }), ['unmapped-file']);
  });

  it('are found when a rollback brings more than the old version and today’s secrets', () => {
    const old = 'VOICEHIVE_ENVIRONMENT=staging\nVOICEHIVE_REDIS__PASSWORD=invented-one\n';
    const kept = old.replace('invented-one', 'invented-two');
    const [was, honest, more] = [old, kept, kept.replace('staging', 'production')].map(each =>
      keep(each, KEYS[0] as Fingerprint),
    );
    assert.ok(was && honest && more);
    assert.deepEqual(codesOf(honest, honest, {}, { restored: was }), []);
    assert.deepEqual(codesOf(honest, more, {}, { restored: was }), ['rollback-differs']);
  });

  it('are found when a rollback brings a secret that is neither of then nor of today', () => {
    const texts = ['one', 'two', 'three'].map(secret => `VOICEHIVE_REDIS__PASSWORD=invented-${secret}\n`);
    const [old, today, other] = texts.map(each => keep(each, KEYS[0] as Fingerprint));
    assert.ok(old && today && other);
    assert.deepEqual(codesOf(today, today, {}, { restored: old }), []);
    assert.deepEqual(codesOf(today, old, {}, { restored: old }), []);
    assert.deepEqual(codesOf(today, other, {}, { restored: old }), ['rollback-differs']);
  });

  it('are found when the environment that comes first has another value', () => {
    const [first, same, other] = ['A=1\nB=1\n', 'A=1\nB=2\n', 'A=2\nB=1\n'].map(each =>
      keep(each, KEYS[0] as Fingerprint),
    );
    assert.ok(first && same && other);
    const after = { content: first.content, fields: ['A'] };
    assert.deepEqual(codesOf(first, same, { first: after }), []);
    assert.deepEqual(codesOf(first, other, { first: after }), ['prerequisite']);
  });
});
