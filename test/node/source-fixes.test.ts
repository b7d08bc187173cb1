/** What is wrong in a manifest, profile or rule file, and the fixes for it: each that says so removes what it is for. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { sourceFixesFor } from '../../shared/core/assist/source-fixes.ts';
import { sourceKindOf } from '../../shared/core/assist/source-kind.ts';
import type { Problem } from '../../shared/core/document/document.ts';
import { parseYaml } from '../../shared/core/document/yaml.ts';
import { applyEdits } from '../../shared/core/text/text.ts';
import { openWorkspace } from '../../shared/node/workspace.ts';

const NOW = new Date();
const IN_90_DAYS = new Date(NOW.getTime() + 90 * 86_400_000).toISOString().slice(0, 10);

const MANIFEST = 'secure-config.yaml';
const RULE = 'rules/A_1.yaml';
const SOUND_RULE = 'id: A_1\nseverity: warning\nfield: region\nmust: { minLength: 1 }\nmessage: m\n';
const LISTED = 'extends: voicehive\nruleFiles: [rules/]\n';

interface Case {
  readonly file?: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
  /** The person has to write something first. */
  readonly asks?: true;
}

const CASES: Readonly<Record<string, Case>> = {
  'a misspelt key': {
    before: 'extnds: voicehive # x\nfiles: [.env]\n',
    title: 'Change to extends',
    after: 'extends: voicehive # x\nfiles: [.env]\n',
  },
  'a key that nothing knows': {
    before: 'extends: voicehive\n# why\ncolour: red # x\nfiles: [.env]\n',
    title: 'Remove colour',
    after: 'extends: voicehive\n# why\nfiles: [.env]\n',
  },
  'a misspelt key of a file': {
    before: 'files:\n  - match: .env\n    dialect: [node]\n',
    title: 'Change to dialects',
    after: 'files:\n  - match: .env\n    dialects: [node]\n',
  },
  'a dialect': {
    before: 'files:\n  - match: .env\n    dialects: [node, "compse"]\n',
    title: 'Change to compose',
    after: 'files:\n  - match: .env\n    dialects: [node, "compose"]\n',
  },
  'a built-in profile': {
    before: 'extends:\r\n  - voicehve\r\n',
    title: 'Change to voicehive',
    after: 'extends:\r\n  - voicehive\r\n',
  },
  'a rule that is changed': {
    before: 'extends: voicehive\nrules:\n  SEC_04: off\n',
    title: 'Change to SEC_004',
    after: 'extends: voicehive\nrules:\n  SEC_004: off\n',
  },
  'a rule that nobody has': {
    before: 'extends: voicehive\nrules:\n  SEC_001: off\n  XX: off\n',
    title: 'Remove XX',
    after: 'extends: voicehive\nrules:\n  SEC_001: off\n',
  },
  'a severity': {
    before: 'extends: voicehive\nrules:\n  SEC_001: { severity: waring }\n',
    title: 'Change to warning',
    after: 'extends: voicehive\nrules:\n  SEC_001: { severity: warning }\n',
  },
  'an environment': {
    before: 'extends: voicehive\nfiles:\n  - { match: .env, environment: prodction }\n',
    title: 'Change to production',
    after: 'extends: voicehive\nfiles:\n  - { match: .env, environment: production }\n',
  },
  'a mapped field': {
    before: 'extends: voicehive\nfiles:\n  - match: a.yaml\n    map:\n      db: database.hst\n',
    title: 'Change to database.host',
    after: 'extends: voicehive\nfiles:\n  - match: a.yaml\n    map:\n      db: database.host\n',
  },
  'a role': {
    before: 'approvals:\n  roles: [lead]\n  otherFields: { approvers: [leed] }\n',
    title: 'Change to lead',
    after: 'approvals:\n  roles: [lead]\n  otherFields: { approvers: [lead] }\n',
  },
  'a role of an entry': {
    before: 'approvals:\n  roles: [lead]\n  requirements:\n    - fields: [a]\n      approvers: [led]\n',
    title: 'Change to lead',
    after: 'approvals:\n  roles: [lead]\n  requirements:\n    - fields: [a]\n      approvers: [lead]\n',
  },
  'a key that stands twice': {
    before: 'extends: voicehive\nprefix: A_\nprefix: B_\n',
    title: 'Remove the earlier prefix, which has no effect',
    after: 'extends: voicehive\nprefix: B_\n',
  },
  'a key that is missing': {
    before: 'files:\n  - environment: production\n',
    title: 'Add match',
    after: 'files:\n  - environment: production\n    match: \n',
    asks: true,
  },
  'a waiver for a misspelt rule': {
    before: 'extends: voicehive\nwaivers:\n  - rule: SEC_04\n    until: 2099-01-01\n    reason: a\n',
    title: 'Change to SEC_004',
    after: 'extends: voicehive\nwaivers:\n  - rule: SEC_004\n    until: 2099-01-01\n    reason: a\n',
  },
  'a waiver without a date': {
    before: 'extends: voicehive\nwaivers:\n  - rule: SEC_004 # x\n    reason: a # y\n\n# z\n',
    title: `Let this waiver end on ${IN_90_DAYS}`,
    after: `extends: voicehive\nwaivers:\n  - rule: SEC_004 # x\n    reason: a # y\n    until: ${IN_90_DAYS}\n\n# z\n`,
  },
  'a waiver that has ended': {
    before: 'extends: voicehive\nwaivers: [{ rule: SEC_004, until: 2001-01-01, reason: a }]\n',
    title: `Let this waiver end on ${IN_90_DAYS}`,
    after: `extends: voicehive\nwaivers: [{ rule: SEC_004, until: ${IN_90_DAYS}, reason: a }]\n`,
  },
  'a waiver without a reason': {
    before: 'extends: voicehive\nwaivers:\n  - { rule: SEC_004, until: 2099-01-01 }\n',
    title: 'Write down a reason',
    after: 'extends: voicehive\nwaivers:\n  - { rule: SEC_004, until: 2099-01-01, reason: "" }\n',
    asks: true,
  },
  'one of several waivers': {
    before:
      'extends: voicehive\nwaivers:\n  - rule: SEC_004\n    until: 2001-01-01\n    reason: a\n  # kept\n  - rule: SEC_005\n    until: 2099-01-01\n    reason: a\n',
    title: 'Remove this waiver',
    after:
      'extends: voicehive\nwaivers:\n  # kept\n  - rule: SEC_005\n    until: 2099-01-01\n    reason: a\n',
  },
  'the only waiver': {
    before:
      'extends: voicehive\nwaivers:\n  - rule: SEC_004\n    until: 2001-01-01\n    reason: a\nprefix: A_\n',
    title: 'Remove this waiver',
    after: 'extends: voicehive\nprefix: A_\n',
  },
  'the last of several waivers on one line': {
    before:
      'extends: voicehive\nwaivers: [{ rule: SEC_005, until: 2099-01-01, reason: a }, { rule: SEC_004, until: 2001-01-01, reason: a }]\n',
    title: 'Remove this waiver',
    after: 'extends: voicehive\nwaivers: [{ rule: SEC_005, until: 2099-01-01, reason: a }]\n',
  },
  'a misspelt key of a rule': {
    file: RULE,
    before: `${SOUND_RULE}remdy: x\n`,
    title: 'Change to remedy',
    after: `${SOUND_RULE}remedy: x\n`,
  },
  'a rule without its message': {
    file: RULE,
    before: SOUND_RULE.replace('message: m\n', ''),
    title: 'Add message',
    after: SOUND_RULE.replace('message: m\n', 'message: \n'),
    asks: true,
  },
};

describe('fixes in our own files', () => {
  let folder = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-fixes-'));
    fs.mkdirSync(path.join(folder, 'rules'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** The problems of a file with that text, and the fixes for each. */
  const lookAt = async (file: string, text: string) => {
    fs.writeFileSync(path.join(folder, MANIFEST), file === MANIFEST ? text : LISTED);
    fs.writeFileSync(path.join(folder, file), text);
    const workspace = openWorkspace({ roots: [folder], trusted: true });
    const absolute = path.join(folder, file);
    const problems = await workspace.manifestProblems(absolute, text);
    const project = await workspace.projectOf(absolute);
    const document = parseYaml(text);
    const kind = sourceKindOf(file, document, project) ?? assert.fail('not a file of ours');
    const context = { kind, document, now: NOW, ...(project && { project }) };
    return problems.map(problem => ({ problem, fixes: sourceFixesFor(problem, context) }));
  };

  for (const [name, { file = MANIFEST, before, title, after, asks }] of Object.entries(CASES)) {
    it(`${name}: ${title}`, async () => {
      const found = await lookAt(file, before);
      const all = found.flatMap(({ problem, fixes }) => fixes.map(fix => ({ problem, fix })));
      const chosen = all.find(({ fix }) => fix.title === title);
      const others = all.map(({ fix }) => fix.title).join(', ');
      assert.ok(chosen, `not among: ${others || JSON.stringify(found)}`);
      assert.equal(applyEdits(before, chosen.fix.edits), after);
      assert.equal(chosen.fix.removes, !asks);
    });
  }

  it('each is gone with its problem, and brings no other', async () => {
    const said = ({ code, message }: Problem) => `${code}: ${message}`;
    let tried = 0;
    for (const { file = MANIFEST, before } of Object.values(CASES)) {
      for (const { problem, fixes } of await lookAt(file, before)) {
        for (const fix of fixes.filter(({ removes }) => removes)) {
          tried++;
          const left = (await lookAt(file, applyEdits(before, fix.edits))).map(each => said(each.problem));
          assert.ok(!left.includes(said(problem)), `${fix.title} leaves ${said(problem)} in ${before}`);
          const earlier = (await lookAt(file, before)).map(each => said(each.problem));
          assert.deepEqual(
            left.filter(each => !earlier.includes(each)),
            [],
            `${fix.title} in ${before}`,
          );
        }
      }
    }
    assert.ok(tried >= 25, `only ${tried} fixes`);
  });

  it('finds none where nothing is near', async () => {
    const [found] = await lookAt(MANIFEST, 'extends: something-else\n');
    assert.deepEqual(found?.fixes, []);
  });
});
