/** Looks for a secret in all that is said of a file. */
import assert from 'node:assert/strict';
import { secretSpans } from '../../shared/core/assist/secret-spans.ts';
import { readWorking } from '../../shared/core/drift/side.ts';
import { complianceReport } from '../../shared/core/report/compliance.ts';
import { configHash } from '../../shared/core/report/config-hash.ts';
import { compareEnvironments } from '../../shared/core/report/matrix.ts';
import { toSarif } from '../../shared/core/report/sarif.ts';
import type { Checked } from '../../shared/core/validation/check.ts';
import type { Project } from '../../shared/core/validation/project.ts';
import { hoverIn } from './assisting.ts';
import { checkWith, NOW } from './checking.ts';

export const CANARY = 'meadow-brook';

/** The file's only secret is `CANARY`, which is covered wherever it stands, is in nothing that is said, and in no digest. */
export function assertSilent(project: Project, path: string, text: string): Checked {
  const options = { path, environment: 'production' };
  const checked = checkWith(project, text, options);
  const rest = secretSpans(checked)
    .toReversed()
    .reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
  const [working] = readWorking([checked]);
  const said = {
    rest,
    findings: checked.findings.map(({ message, related, fix }) => [message, related, fix?.title]),
    report: complianceReport(checked, NOW),
    sarif: toSarif([checked], { version: '0.0.0' }),
    matrix: compareEnvironments([checked]),
    fields: working?.side.fields.map(({ shown, written, value, identity }) => [
      shown,
      written,
      value,
      identity,
    ]),
    file: working?.side.file,
    hovers: [...text].map((_, at) => hoverIn(project, `${text.slice(0, at)}<|>${text.slice(at)}`, { path })),
  };
  for (const [name, part] of Object.entries(said)) {
    const json = JSON.stringify(part) ?? '';
    assert.ok(!json.includes(CANARY), `${name}: ${json.slice(0, 3000)}`);
  }
  const other = checkWith(project, text.replaceAll(CANARY, 'another-one'), options);
  assert.equal(configHash(other.units), configHash(checked.units), path);
  return checked;
}
