/** The guide's own production example has to report exactly what the facts about the profile say. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { complianceReport } from '../../../shared/core/report/compliance.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import { checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

const text = fs.readFileSync('test/data/guide-example.env', 'utf8');
const OMITTED = 15;

describe("the guide's production example", () => {
  it('is compliant, with one warning for what it leaves to defaults', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const report = complianceReport(checkWith(project, text), NOW);
    assert.equal(report.environment, 'production');
    assert.equal(report.complianceScore, 100);
    assert.equal(report.totalRulesChecked, 15);
    assert.equal(report.isCompliant, true);
    assert.deepEqual(report.violations, []);
    assert.deepEqual(report.schemaErrors, []);
    assert.deepEqual(
      report.otherFindings.map(({ kind, severity }) => ({ kind, severity })),
      [{ kind: 'fallback', severity: 'warning' }],
    );
  });

  it('lists fifteen fields, and the fix writes them out and leaves nothing to say', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const [fallback] = checkWith(project, text).findings;
    assert.equal(fallback?.missing?.length, OMITTED);
    const fixed = applyEdits(text, fallback.fix?.edits ?? []);
    assert.deepEqual(checkWith(project, fixed).findings, []);
    assert.equal(fixed.split('\n').length, text.split('\n').length + OMITTED);
    assert.match(
      fixed,
      /JWT_EXPIRATION_MINUTES="15"\nexport VOICEHIVE_AUTH__REFRESH_TOKEN_EXPIRATION_DAYS="7"\n/,
    );
  });
});
