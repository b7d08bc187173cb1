/** Waivers written into files and manifests: text before and after, and that they hold. */
import assert from 'node:assert/strict';
import { objectionToWaiver, usualExpiry, waiveInFile } from '../../../shared/core/assist/waive.ts';
import { waiveInManifest } from '../../../shared/core/assist/waive-in-manifest.ts';
import { parseManifest } from '../../../shared/core/profile/parse-manifest.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import { checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

const WAIVER = { rule: 'TF_005', until: '2027-01-31', reason: 'We look for a fault: soon over.' };
const COMMENT = '# secure-config-waive TF_005 until 2027-01-31: We look for a fault: soon over.';

const FILES: Readonly<Record<string, readonly [path: string, before: string, after: string]>> = {
  'above the line': ['.env', 'A=1\r\nLOG_LEVEL=debug\r\n', `A=1\r\n${COMMENT}\r\nLOG_LEVEL=debug\r\n`],
  'behind a byte order mark': ['.env', '\uFEFFLOG_LEVEL=debug\n', `\uFEFF${COMMENT}\nLOG_LEVEL=debug\n`],
  'with the indentation of YAML': [
    'a.yaml',
    'app:\n  log_level: debug\n',
    `app:\n  ${COMMENT}\n  log_level: debug\n`,
  ],
  'in the place of one that has ended': [
    '.env',
    '# secure-config-waive TF_005 until 2020-01-31: over\nA=1\nLOG_LEVEL=debug\n',
    `${COMMENT}\nA=1\nLOG_LEVEL=debug\n`,
  ],
};

const MANIFESTS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a list that there is not': [
    'extends: twelve-factor',
    'extends: twelve-factor\nwaivers:\n  - rule: TF_005\n    files: ["a/.env"]\n    until: 2027-01-31\n    reason: "We look for a fault: soon over."\n',
  ],
  'a list in the hand of the list': [
    'waivers:\r\n- rule: X\r\n  until: 2027-01-01\r\n  reason: y # z\r\nextends: twelve-factor\r\n',
    'waivers:\r\n- rule: X\r\n  until: 2027-01-01\r\n  reason: y # z\r\n- rule: TF_005\r\n  files: ["a/.env"]\r\n  until: 2027-01-31\r\n  reason: "We look for a fault: soon over."\r\nextends: twelve-factor\r\n',
  ],
  'an empty list': [
    'waivers: []\n',
    'waivers: [{rule: TF_005, files: ["a/.env"], until: 2027-01-31, reason: "We look for a fault: soon over."}]\n',
  ],
  'a key without a value': [
    'waivers:\nextends: twelve-factor\n',
    'waivers:\n  - rule: TF_005\n    files: ["a/.env"]\n    until: 2027-01-31\n    reason: "We look for a fault: soon over."\nextends: twelve-factor\n',
  ],
};

describe('waivers are written', () => {
  for (const [says, [path, before, after]] of Object.entries(FILES)) {
    it(says, async () => {
      const project = await projectOf(profileNamed('twelve-factor'));
      const check = (text: string) => checkWith(project, text, { path, environment: 'production' });
      const finding = check(before).findings.find(({ code }) => code === 'TF_005') ?? assert.fail();
      assert.equal(applyEdits(before, waiveInFile(finding, WAIVER, check(before))), after);
      assert.deepEqual(
        check(after)
          .findings.filter(({ kind }) => kind === 'rule')
          .map(({ code, waivedBy }) => [code, waivedBy?.reason]),
        [['TF_005', WAIVER.reason]],
      );
    });
  }

  for (const [says, [before, after]] of Object.entries(MANIFESTS)) {
    it(`into ${says}`, () => {
      const edits = waiveInManifest(before, 'a/.env', WAIVER) ?? assert.fail();
      assert.equal(applyEdits(before, edits), after);
      const { value, problems } = parseManifest(after, 'secure-config.yaml');
      assert.deepEqual(problems, []);
      const { origin: _, ...waiver } = value.manifest.waivers.at(-1) ?? assert.fail();
      assert.deepEqual(waiver, { ...WAIVER, files: ['a/.env'] });
    });
  }

  it('not into a manifest that is not in order', () => {
    for (const text of ['waivers: 3\n', '- a\n', 'a: [\n']) {
      assert.equal(waiveInManifest(text, '.env', WAIVER), undefined);
    }
  });

  it('only with a rule, a reason of one line, and a day to come', () => {
    assert.equal(objectionToWaiver(WAIVER, NOW), undefined);
    for (const wrong of [
      { rule: 'A B' },
      { reason: ' ' },
      { reason: 'a\nB=1' },
      { until: '2026-05-31' },
      { until: 'soon' },
      { until: '2027-02-30' },
    ]) {
      assert.ok(objectionToWaiver({ ...WAIVER, ...wrong }, NOW), JSON.stringify(wrong));
    }
    assert.equal(usualExpiry(NOW), '2026-08-30');
  });
});
