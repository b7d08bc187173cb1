/** The check takes any text at all, changes nothing by itself, and its fixes remove what they are offered for. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import fc from 'fast-check';
import { complianceReport } from '../../../shared/core/report/compliance.ts';
import { toSarif } from '../../../shared/core/report/sarif.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import type { Checked } from '../../../shared/core/validation/check.ts';
import type { Finding } from '../../../shared/core/validation/finding.ts';
import { type CheckOptions, checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

const example = fs.readFileSync('test/data/guide-example.env', 'utf8');
const lines = example.split('\n');

/** Dotenv and YAML, whole lines of sense among noise. */
const texts = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...lines,
      'database:',
      '  port: 1',
      '  - a',
      'redis: {ssl: no}',
      '---',
      'A="',
      "'",
      '{',
      '&a *a',
    ),
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      'VOICEHIVE_X',
      '__proto__: 1',
      'VOICEHIVE___PROTO____A=1',
      'VOICEHIVE_DATABASE=[]',
      '\r',
      '\u2028',
    ),
  ),
  { maxLength: 25 },
);

describe('a check', () => {
  for (const name of ['voicehive', 'twelve-factor']) {
    for (const path of ['.env', 'config.yaml']) {
      it(`takes any text: ${name}, ${path}`, async () => {
        const project = await projectOf(profileNamed(name));
        const options: CheckOptions = {
          path,
          environment: 'production',
          dialects: ['dotenv-expand', 'compose'],
        };
        fc.assert(
          fc.property(texts, fc.constantFrom('\n', '\r\n'), (parts, lineBreak) => {
            const checked = checkWith(project, parts.join(lineBreak), options);
            assertInOrder(checked);
            complianceReport(checked, NOW);
            toSarif([checked], { version: '0' });
          }),
          { numRuns: 60 },
        );
      });
    }
  }

  it('says which values another environment fills in, instead of passing over them', async () => {
    const text =
      'VOICEHIVE_REDIS__SSL=${TLS}\nVOICEHIVE_REDIS__DB=${DB:-0}\nOTHER=${X}\nVOICEHIVE_DATABASE__PASSWORD=${P}\n';
    const project = await projectOf(profileNamed('voicehive'));
    const open = (dialect: 'compose' | 'node') =>
      checkWith(project, text, { environment: 'staging', dialects: [dialect] })
        .findings.filter(({ code }) => code === 'environment/unset-reference')
        .map(({ field, severity }) => [field, severity]);
    assert.deepEqual(open('compose'), [
      ['redis.ssl', 'info'],
      ['database.password', 'info'],
    ]);
    assert.deepEqual(open('node'), [], 'Node leaves the text as it is, and that was checked');
  });

  it('says nothing of one that nothing limits', async () => {
    const schema = { properties: { TOKEN: { type: 'string', secret: true }, PORT: { type: 'integer' } } };
    const project = await projectOf({ ...profileNamed('twelve-factor'), schema });
    const { findings } = checkWith(project, 'TOKEN=${TOKEN}\nPORT=${PORT}\n', { dialects: ['compose'] });
    assert.deepEqual(
      findings.map(({ field, message }) => [field, /so its schema could not be checked/.test(message)]),
      [['PORT', true]],
    );
  });

  it('offers fixes that each remove their finding', async () => {
    const broken = example
      .replace('SSL_MODE="require"', "SSL_MODE='disable'")
      .replace('REDIS__SSL="true"', 'REDIS__SSL=false')
      .replace('"RS256"', '"HS256"')
      .replace('MINUTES="15"', 'MINUTES="60"')
      .replace('DATABASE__PORT', 'DATABASE__PROT');
    const extra = 'VOICEHIVE_LOG_LEVEL=\nVOICEHIVE_SECURITY__RATE_LIMIT_PER_MINUTE=3 # low\n';
    const fixed = await fixAll(broken + extra, {});
    assert.deepEqual(fixed, [
      'RATE_001',
      'SEC_001',
      'SEC_002',
      'SEC_003',
      'SEC_004',
      'fallback/defaults',
      'schema/unknown-field',
    ]);
  });

  it('offers fixes in YAML too', async () => {
    const text =
      'environment: production\nauth:\n  jwt_algorithm: HS256 # old\n  jwt_expiration_minutes:\nredis: {ssl: false}\nlog_level: debug\n';
    const fixed = await fixAll(text, { path: 'a.yaml' });
    assert.deepEqual(fixed, ['OPS_001', 'SEC_002', 'SEC_003', 'SEC_004', 'fallback/defaults']);
  });
});

/** The codes of the findings that have a fix; each was applied alone. */
async function fixAll(text: string, options: CheckOptions): Promise<string[]> {
  const project = await projectOf(profileNamed('voicehive'));
  const { findings } = checkWith(project, text, options);
  const fixable = findings.filter(({ fix, kind }) => fix && kind !== 'portability');
  for (const finding of fixable) {
    const after = checkWith(project, applyEdits(text, finding.fix?.edits ?? []), options).findings;
    assert.ok(!after.some(other => isSame(other, finding)), finding.message);
  }
  return fixable.map(({ code }) => code).sort();
}

function isSame(a: Finding, b: Finding): boolean {
  return a.code === b.code && a.field === b.field;
}

function assertInOrder({ findings, document }: Checked): void {
  let last = 0;
  for (const { span } of findings) {
    assert.ok(span.start >= last && span.end >= span.start && span.end <= document.text.length);
    last = span.start;
  }
}
