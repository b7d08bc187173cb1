/** A waiver excuses a rule, says so, and leaves the score only where the rule may be waived. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Waiver } from '../../../shared/core/profile/profile.ts';
import { complianceReport } from '../../../shared/core/report/compliance.ts';
import { checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

const example = fs.readFileSync('test/data/guide-example.env', 'utf8');
const slow = example.replace('MINUTES="15"', 'MINUTES="45"');
const open = example.replace('REDIS__SSL="true"', 'REDIS__SSL="false"');

describe('waivers', () => {
  it('in the file take a warning out of the score, and list it', async () => {
    const report = await reportOf(
      `# secure-config-waive SEC_004 until 2026-12-31: kiosks stay logged in\n${slow}`,
    );
    assert.equal(report.complianceScore, 100);
    assert.deepEqual(report.violations, []);
    assert.deepEqual(
      report.waived.map(({ ruleId, reason, until, excludedFromScore }) => ({
        ruleId,
        reason,
        until,
        excludedFromScore,
      })),
      [{ ruleId: 'SEC_004', reason: 'kiosks stay logged in', until: '2026-12-31', excludedFromScore: true }],
    );
  });

  it('do not take a critical rule out of the score', async () => {
    const report = await reportOf(`# secure-config-waive SEC_002 until 2026-12-31: private network\n${open}`);
    assert.equal(report.complianceScore, 93.33);
    assert.equal(report.isCompliant, false);
    assert.deepEqual(
      report.violations.map(({ ruleId }) => ruleId),
      ['SEC_002'],
    );
    assert.equal(report.waived[0]?.excludedFromScore, false);
  });

  it('that are over waive nothing, and say so', async () => {
    const report = await reportOf(`# secure-config-waive SEC_004 until 2026-05-31: kiosks\n${slow}`);
    assert.equal(report.complianceScore, 98.67);
    assert.ok(report.otherFindings.some(({ code }) => code === 'waiver/expired'));
  });

  it('of the manifest hold for the files they name', async () => {
    const waiver: Waiver = {
      rule: 'SEC_004',
      files: ['deploy/*.env'],
      until: '2026-06-01',
      reason: 'kiosks',
      origin: { path: 'secure-config.yaml', span: { start: 0, end: 1 } },
    };
    assert.equal((await reportOf(slow, [waiver], 'deploy/a.env')).waived.length, 1);
    assert.equal((await reportOf(slow, [waiver], 'other/a.env')).waived.length, 0);
  });
});

async function reportOf(text: string, waivers: readonly Waiver[] = [], path = '.env') {
  const project = await projectOf(profileNamed('voicehive'), waivers);
  return complianceReport(checkWith(project, text, { path }), NOW);
}
