/** The report says exactly what the facts about the profile ask for. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Severity } from '../../../shared/core/document/document.ts';
import { complianceReport } from '../../../shared/core/report/compliance.ts';
import { scoreOf } from '../../../shared/core/report/score.ts';
import { type CheckOptions, checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

const example = fs.readFileSync('test/data/guide-example.env', 'utf8');

const SCORES: readonly (readonly [severities: readonly Severity[], rules: number, score: number])[] = [
  [[], 0, 100],
  [[], 15, 100],
  [['critical'], 15, 93.33],
  [['error'], 15, 96.67],
  [['warning'], 15, 98.67],
  [['info'], 15, 99.33],
  [['critical', 'critical', 'error', 'warning'], 15, 82],
  [['critical', 'critical'], 1, 0],
];

/** What each change of the guide's example violates, by rule. */
const VIOLATIONS: readonly (readonly [from: string, to: string, rules: readonly string[], score: number])[] =
  [
    ['"eu-west-1"', '"us-east-1"', ['GDPR_001'], 93.33],
    ['"secure_encryption_key_32_chars_min"', '""', ['GDPR_002'], 93.33],
    ['SSL_MODE="require"', 'SSL_MODE="disable"', ['SEC_001'], 93.33],
    ['REDIS__SSL="true"', 'REDIS__SSL="no"', ['SEC_002'], 93.33],
    ['"RS256"', '"HS256"', ['SEC_003'], 93.33],
    ['MINUTES="15"', 'MINUTES="31"', ['SEC_004'], 98.67],
    ['"cryptographically_secure_jwt_secret_key"', '"Secret"', ['SEC_005'], 93.33],
    [`'["https://app.voicehive-hotels.eu"]'`, `'["*"]'`, ['SEC_006'], 96.67],
    ['"wss://', '"ws://', ['OPS_002'], 96.67],
    ['"https://vault', '"wss://vault', ['OPS_003'], 93.33],
    ['"secure_password_from_vault"', '"short_one"', ['DB_001'], 96.67],
    ['export VOICEHIVE_REDIS__PASSWORD="secure_redis_password"\n', '', ['DB_002'], 96.67],
    ['# Security configuration', 'VOICEHIVE_SECURITY__SESSION_TIMEOUT_MINUTES=121', ['SEC_007'], 98.67],
    ['# Security configuration', 'VOICEHIVE_SECURITY__RATE_LIMIT_PER_MINUTE=9', ['RATE_001'], 98.67],
    ['# Security configuration', 'VOICEHIVE_LOG_LEVEL=debug', ['OPS_001'], 98.67],
  ];

describe('the score', () => {
  for (const [severities, rules, score] of SCORES) {
    it(`is ${score} for [${severities.join(', ')}] of ${rules}`, () => {
      assert.equal(
        scoreOf(
          severities.map(severity => ({ severity })),
          rules,
        ),
        score,
      );
    });
  }
});

describe('the compliance report', () => {
  for (const [from, to, rules, score] of VIOLATIONS) {
    it(`counts ${rules.join(', ')}`, async () => {
      assert.ok(example.includes(from));
      const report = await reportOf(example.replace(from, to));
      assert.deepEqual(
        report.violations.map(({ ruleId }) => ruleId),
        rules,
      );
      assert.equal(report.complianceScore, score);
      assert.equal(report.totalRulesChecked, 15);
      const isGrave = report.violations.some(
        ({ severity }) => severity === 'critical' || severity === 'error',
      );
      assert.equal(report.isCompliant, !isGrave && report.schemaErrors.length === 0);
    });
  }

  it('checks the rules of the environment only', async () => {
    for (const [environment, count] of [
      ['production', 15],
      ['staging', 5],
      ['development', 0],
    ] as const) {
      const report = await reportOf('', { environment });
      assert.equal(report.totalRulesChecked, count);
    }
  });

  it('masks secrets and says what is left out', async () => {
    const { violations } = await reportOf(example.replace('"secure_password_from_vault"', '"short_one"'));
    assert.equal(violations[0]?.currentValue, '••••');
    const gone = await reportOf(example.replace(/.*REDIS__PASSWORD.*\n/, ''));
    assert.equal(gone.violations[0]?.currentValue, null);
    assert.equal(gone.violations[0].fieldPath, 'redis.password');
  });

  it('checks each YAML document on its own', async () => {
    const text = 'environment: production\n---\nenvironment: staging\n';
    const report = await reportOf(text, { path: 'a.yaml' });
    assert.equal(report.totalRulesChecked, 20);
    assert.equal(report.violations.filter(({ ruleId }) => ruleId === 'GDPR_001').length, 2);
  });

  it('does not count a syntax error as compliant', async () => {
    const project = await projectOf({ ...profileNamed('twelve-factor'), rules: [] });
    const report = complianceReport(checkWith(project, 'a: [1\n', { path: 'a.yaml' }), NOW);
    assert.equal(report.complianceScore, 100);
    assert.equal(report.isCompliant, false);
  });

  it('has one violation for a rule that several fields violate', async () => {
    const project = await projectOf(profileNamed('twelve-factor'));
    const text = 'A_URL=http://a.example.com\nB_URL=http://b.example.com\n';
    const report = complianceReport(checkWith(project, text, { environment: 'production' }), NOW);
    assert.equal(report.violations.length, 1);
    assert.deepEqual(
      report.violations[0]?.occurrences?.map(({ fieldPath }) => fieldPath),
      ['A_URL', 'B_URL'],
    );
  });
});

describe('the hash of a configuration', () => {
  it('is the same for the same values, however they are written', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const hash = (text: string, path = '.env') =>
      complianceReport(checkWith(project, text, { path }), NOW).configHash;
    const first = hash(example);
    assert.match(first, /^sha256:[0-9a-f]{64}$/);
    assert.equal(hash(example.replaceAll('export ', '').replaceAll('#', '# ')), first);
    assert.equal(hash(example.replace('SSL="true"', 'SSL="Yes"')), first);
    assert.equal(hash(`${example}VOICEHIVE_LOG_LEVEL=info\n`), first, 'a default that is written out');
    assert.notEqual(hash(example.replace('"15"', '"16"')), first);
  });

  it('has no secret in it', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const hash = (text: string) => complianceReport(checkWith(project, text), NOW).configHash;
    assert.equal(hash(example.replace('"secure_redis_password"', '"another_redis_password"')), hash(example));
  });

  it('finds a secret by its whole path: the last letter of ΟΔΟΣ is another one in lower case when nothing follows', async () => {
    const street = { type: 'object', properties: { value: { type: 'string', secret: true } } };
    const schema = { type: 'object', properties: { ΟΔΟΣ: street } };
    const project = await projectOf({ ...profileNamed('voicehive'), prefix: '', schema, rules: [] });
    const hash = (value: string) =>
      complianceReport(checkWith(project, `ΟΔΟΣ:\n  value: ${value}\n`, { path: 'a.yaml' }), NOW).configHash;
    assert.equal(hash('one'), hash('another'));
  });

  it('has none of a list in it that no schema knows', async () => {
    const project = await projectOf(profileNamed('twelve-factor'));
    const hash = (text: string) =>
      complianceReport(checkWith(project, text, { path: 'deploy.yaml' }), NOW).configHash;
    const list = 'env: [{name: DB_PASSWORD, value: one}, {name: MODE, value: fast}]\nargs: [--token, one]\n';
    assert.equal(hash(list.replaceAll('one', 'two')), hash(list));
    assert.notEqual(hash(list.replace('fast', 'slow')), hash(list));
  });
});

async function reportOf(text: string, options: CheckOptions = {}) {
  return complianceReport(checkWith(await projectOf(profileNamed('voicehive')), text, options), NOW);
}
