/** Puts in a secret made at random, where one is missing, weak or too short. */
import type { JsonValue } from '../../profile/profile.ts';
import type { CheckedUnit } from '../../validation/check.ts';
import type { Finding } from '../../validation/finding.ts';
import { setField } from '../../validation/set-field.ts';
import { spell } from '../../validation/unit.ts';
import { type Fixer, idOf } from '../fix.ts';
import { generateSecret } from '../secret-generator.ts';

/** Not safe: what knows the old secret has to be told the new one. */
export const generatedSecret: Fixer = (finding, { unit, setting }) => {
  const path = finding.field;
  if (path === undefined || !unit || !isWanted(finding, unit)) return [];
  const title = `Generate a secret for ${spell(path, unit)}`;
  const lengths = lengthsFor(finding, unit);
  const target = {
    path: unit.compiled.fields.get(path.toLowerCase())?.path ?? path,
    ...(setting && { setting }),
  };
  return [
    {
      id: idOf('generated-secret', finding),
      title,
      removes: true,
      isSafe: false,
      edits: random => setField(target, generateSecret(random, lengths), unit),
    },
  ];
};

/** The rule says so; or the schema objects to how long or how strong a secret is. */
function isWanted({ kind, code, field }: Finding, unit: CheckedUnit): boolean {
  if (kind === 'rule') {
    const fix = ruleOf(code, unit)?.fix;
    return fix !== undefined && 'action' in fix && fix.action === 'generate-secret';
  }
  const known = unit.compiled.fields.get(field?.toLowerCase() ?? '');
  if (kind !== 'schema' || known?.secret !== true || known.type !== 'string') return false;
  return /^schema\/(?:required|minLength|maxLength|notOneOf|notCommon|notBlank|minEntropy)$/.test(code);
}

function lengthsFor({ kind, code, field }: Finding, unit: CheckedUnit) {
  const schemas = [
    unit.compiled.fields.get(field?.toLowerCase() ?? '')?.schema,
    kind === 'rule' ? ruleOf(code, unit)?.must : undefined,
  ];
  const limits = (name: 'minLength' | 'maxLength'): number[] =>
    schemas.flatMap(schema => numberAt(schema, name) ?? []);
  const most = limits('maxLength');
  return {
    minLength: Math.max(0, ...limits('minLength')),
    ...(most.length > 0 && { maxLength: Math.min(...most) }),
  };
}

function numberAt(schema: JsonValue | undefined, name: string): number | undefined {
  const value =
    typeof schema === 'object' && schema !== null && !Array.isArray(schema)
      ? (schema as { readonly [key: string]: JsonValue })[name]
      : undefined;
  return typeof value === 'number' ? value : undefined;
}

function ruleOf(id: string, unit: CheckedUnit) {
  return unit.compiled.rules.find(({ rule }) => rule.id === id)?.rule;
}
