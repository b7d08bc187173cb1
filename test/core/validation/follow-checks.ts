// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what dotenv files are made of
/** Keeps a check up to date edit by edit, and compares it each time with one that begins from nothing. */
import assert from 'node:assert/strict';
import type { JsonSchema, Profile } from '../../../shared/core/profile/profile.ts';
import { complianceReport } from '../../../shared/core/report/compliance.ts';
import { type Checked, type CheckInput, checkText } from '../../../shared/core/validation/check.ts';
import { NOW, profileNamed } from '../../support/checking.ts';
import { ruleOf } from '../../support/profiles.ts';
import { applyStep, type Step } from '../../support/random-edits.ts';

export function followChecks(text: string, steps: readonly Step[], input: Omit<CheckInput, 'text'>): void {
  let current = text;
  let checked = checkText({ ...input, text });
  for (const step of steps) {
    const edited = applyStep(current, step);
    current = edited.text;
    const change = step.at % 2 === 0 ? edited.change : undefined;
    checked = checkText({ ...input, text: current, previous: checked, change });
    assert.deepEqual(said(checked), said(checkText({ ...input, text: current })), JSON.stringify(current));
  }
}

/** All that a check says, without what it keeps for the next one. */
function said(checked: Checked): unknown {
  const units = checked.units.map(
    ({ settings, byPath, lastOfGroup, values, effective, omitted, outcomes, environment }) => ({
      ...{ settings, effective, omitted, outcomes, environment },
      ...{
        byPath: [...byPath],
        lastOfGroup: [...lastOfGroup],
        tree: values.tree,
        conflicts: values.conflicts,
      },
    }),
  );
  return { findings: checked.findings, units, report: complianceReport(checked, NOW) };
}

const SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['a', 'database'],
  properties: {
    a: { type: 'integer', default: 3 },
    environment: { type: 'string', default: 'production' },
    filler: { type: 'object' },
    list: { type: 'array', items: { type: 'integer' } },
    services: { additionalProperties: { $ref: '#/$defs/service' } },
    spares: { type: 'array', items: { $ref: '#/$defs/service' } },
    database: {
      type: 'object',
      additionalProperties: false,
      required: ['port', 'host'],
      properties: {
        port: { type: 'integer', maximum: 65_535 },
        host: { type: 'string', minLength: 2, default: 'localhost' },
        password: { type: 'string', secret: true },
        pool: { type: 'object', properties: { size: { type: 'integer', default: 5 } } },
      },
    },
    redis: {
      type: 'object',
      properties: { ssl: { type: 'boolean', default: false }, url: { type: 'string', pattern: '^redis' } },
    },
  },
  $defs: {
    service: {
      additionalProperties: false,
      properties: {
        port: { type: 'integer' },
        gate: { type: 'string', secret: true, minLength: 4 },
        names: {
          patternProperties: { '^[a-m]': { type: 'string' } },
          additionalProperties: { type: 'boolean' },
        },
      },
    },
  },
};

/** A bit of everything that is kept from one check to the next. */
export const EDITED_PROFILE: Profile = {
  ...profileNamed('voicehive'),
  prefix: 'X_',
  fallbacks: 'warning',
  schema: SCHEMA,
  rules: [
    ruleOf('R_FIELD', { fields: ['redis.ssl'], must: { const: true }, fix: { value: true } }),
    ruleOf('R_ALL', { fields: ['**'], must: { not: { const: 'x' } }, waivable: true }),
    ruleOf('R_SECRET', { fields: ['$secrets'], must: { type: 'string', minLength: 8 } }),
    ruleOf('R_SOME', { fields: ['database.*', 'a'], must: { not: { const: 1 } } }),
    ruleOf('R_WHOLE', { fields: ['$'], must: { maxProperties: 3 } }),
    ruleOf('R_PROD', { environments: ['production'], fields: ['list'] }),
  ],
};
