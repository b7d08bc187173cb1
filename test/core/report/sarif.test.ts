/** SARIF logs are valid by the standard's own schema, and say what a code-scanning service needs. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { toSarif } from '../../../shared/core/report/sarif.ts';
import type { Checked } from '../../../shared/core/validation/check.ts';
import { checkWith, profileNamed, projectOf } from '../../support/checking.ts';

const example = fs.readFileSync('test/data/guide-example.env', 'utf8');
const broken = example
  .replace('REDIS__SSL="true"', 'REDIS__SSL="false"')
  .replace('MINUTES="15"', 'MINUTES="45"')
  .replace('DATABASE__PORT', 'DATABASE__PROT');
const waiver = '# secure-config-waive SEC_004 until 2026-12-31: kiosks stay logged in\n';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const isValid = ajv.compile(JSON.parse(fs.readFileSync('test/data/sarif-2.1.0.schema.json', 'utf8')));

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
  readonly fixes?: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly {
    readonly physicalLocation: { readonly region: Readonly<Record<string, number>> };
  }[];
}

interface Run {
  readonly results: readonly Result[];
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
}

describe('SARIF', () => {
  it('is valid for no file, clean files and files with every kind of finding', async () => {
    for (const files of [
      [],
      [await check(example)],
      [await check(waiver + broken), await check('', 'a b/ü#.env')],
    ]) {
      runOf(files);
    }
  });

  it('names each rule once, and points at it', async () => {
    const { results, tool } = runOf([await check(broken), await check(broken, 'other.env')]);
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
    assert.equal(new Set(tool.driver.rules.map(({ id }) => id)).size, tool.driver.rules.length);
  });

  it('counts lines and columns from one', async () => {
    const { results } = runOf([await check(broken)]);
    const { region } =
      results.find(({ ruleId }) => ruleId === 'SEC_002')?.locations[0]?.physicalLocation ?? {};
    const line = broken.split('\n').findIndex(text => text.includes('REDIS__SSL'));
    const column = broken.split('\n')[line]?.indexOf('"false"') ?? -1;
    assert.deepEqual(region, {
      startLine: line + 1,
      startColumn: column + 1,
      endLine: line + 1,
      endColumn: column + 8,
    });
  });

  it('carries waivers as suppressions and safe fixes as fixes', async () => {
    const { results } = runOf([await check(waiver + broken)]);
    const waived = results.find(({ ruleId }) => ruleId === 'SEC_004');
    assert.equal(waived?.suppressions?.[0]?.kind, 'inSource');
    assert.match(waived.suppressions[0].justification, /^kiosks stay logged in/);
    assert.equal(results.find(({ ruleId }) => ruleId === 'SEC_002')?.fixes?.length, 1);
  });

  it('gives each finding a fingerprint of its own that outlives edits elsewhere', async () => {
    const prints = ({ results }: Run) => results.map(result => result.partialFingerprints['secureConfig/v1']);
    const before = prints(runOf([await check(broken)]));
    assert.equal(new Set(before).size, before.length);
    assert.deepEqual(prints(runOf([await check(`# a comment\n\n${broken}`)])), before);
  });
});

async function check(text: string, path = '.env'): Promise<Checked> {
  return checkWith(await projectOf(profileNamed('voicehive')), text, { path });
}

function runOf(files: readonly Checked[]): Run {
  const log: { readonly runs: readonly [Run] } = JSON.parse(
    JSON.stringify(toSarif(files, { version: '1.2.3', helpUri: id => `https://example.com/${id}` })),
  );
  assert.ok(isValid(log), JSON.stringify(isValid.errors?.slice(0, 3)));
  return log.runs[0];
}
