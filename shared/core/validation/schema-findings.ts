/** What the schema objects to, each at the place that a person would change. */
import { nearestName } from '../text/nearest.ts';
import type { SchemaError } from './compile.ts';
import type { Finding } from './finding.ts';
import { placeOfMissing } from './missing.ts';
import { messageOf } from './schema-messages.ts';
import type { Setting } from './settings.ts';

import { spell, type Unit } from './unit.ts';

export function schemaFindings(unit: Unit): Finding[] {
  const mistyped = unit.settings.filter(setting => setting.mistype).map(setting => mistypeFinding(setting));
  const conflicts = unit.values.conflicts.map(conflict => conflictFinding(conflict, unit));
  const errors = schemaErrors(unit).flatMap(error => findingOf(error, unit) ?? []);
  return [...mistyped, ...conflicts, ...errors];
}

function schemaErrors({ compiled, values }: Unit): SchemaError[] {
  if (!compiled.schema) return [];
  const errors = [...compiled.schema.root(values.tree)];
  for (const [name, validator] of compiled.schema.properties) {
    if (!Object.hasOwn(values.tree, name)) continue;
    const own = validator(values.tree[name]);
    const prefix = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    errors.push(...own.map(error => ({ ...error, instancePath: prefix + error.instancePath })));
  }
  return summarised(errors);
}

/** The errors of each branch of a choice say less than that no branch fits; `if` only says that `then` did not. */
function summarised(errors: readonly SchemaError[]): SchemaError[] {
  const choices = errors.filter(error => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  return errors.filter(error => {
    if (error.keyword === 'if') return false;
    return !choices.some(choice => choice !== error && isWithin(error, choice));
  });
}

function isWithin(error: SchemaError, choice: SchemaError): boolean {
  const sameValue = error.instancePath.startsWith(choice.instancePath);
  return sameValue && error.schemaPath.startsWith(`${choice.schemaPath}/`);
}

function findingOf(error: SchemaError, unit: Unit): Finding | undefined {
  const parts = pointerParts(error.instancePath);
  if (error.keyword === 'required' || error.keyword === 'dependentRequired')
    return missingFinding(error, parts, unit);
  const extra = error.params.additionalProperty ?? error.params.unevaluatedProperty;
  if (typeof extra === 'string') return unknownFinding([...parts, extra], unit);
  const setting = settingAt(parts, unit);
  if (setting?.doubt) return undefined;
  const path = setting?.path ?? parts.join('.');
  const message = messageOf(error, {
    name: setting?.name ?? spell(path, unit),
    secret: setting?.secret ?? false,
    value: setting?.value,
  });
  const span = setting?.node.span ?? placeOfMissing(`${path}.`, unit).span;
  return {
    kind: 'schema',
    code: `schema/${error.keyword}`,
    severity: 'error',
    message,
    span,
    field: path,
    related: [],
  };
}

function settingAt(parts: readonly string[], unit: Unit): Setting | undefined {
  for (let length = parts.length; length > 0; length--) {
    const setting = unit.byPath.get(parts.slice(0, length).join('.').toLowerCase());
    if (setting) return setting;
  }
  return undefined;
}

function missingFinding(error: SchemaError, parts: readonly string[], unit: Unit): Finding {
  const path = [...parts, String(error.params.missingProperty)].join('.');
  const { span, insertAt } = placeOfMissing(path, unit);
  const message = `${spell(path, unit)} is required and is not set. Add it.`;
  const missing = [{ field: path, insertAt }];
  return {
    kind: 'schema',
    code: 'schema/required',
    severity: 'error',
    message,
    span,
    field: path,
    related: [],
    missing,
  };
}

function unknownFinding(parts: readonly string[], unit: Unit): Finding | undefined {
  const path = parts.join('.');
  const inside = unit.settings.filter(setting => isAtOrBelow(setting.path, path));
  const [setting] = inside;
  if (!setting) return undefined;
  const known = [...unit.compiled.fields.values()].map(field => field.path);
  const near = nearestName(setting.path, known);
  const advice = near ? `Did you mean ${spell(near, unit)}?` : 'Remove it, or add it to the schema.';
  const message = `${setting.name} is not a field of this configuration, so nothing reads it. ${advice}`;
  return {
    kind: 'schema',
    code: 'schema/unknown-field',
    severity: 'error',
    message,
    span: setting.keySpan,
    field: setting.path,
    related: [],
    ...(near && { fix: { title: `Rename to ${spell(near, unit)}`, edits: [] } }),
  };
}

function isAtOrBelow(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`);
}

function mistypeFinding(setting: Setting): Finding {
  const message = `${setting.name} expects ${setting.mistype?.expected}. Change the value.`;
  const place = { span: setting.node.span, field: setting.path, related: [] };
  return { kind: 'schema', code: 'schema/type', severity: 'error', message, ...place };
}

function conflictFinding(conflict: Unit['values']['conflicts'][number], unit: Unit): Finding {
  const { setting, blockedBy } = conflict;
  const message = `${setting.name} sets a part of ${spell(blockedBy, unit)}, which is set to a value of its own. Keep one of the two.`;
  const place = { span: setting.keySpan, field: setting.path, related: [] };
  return { kind: 'schema', code: 'schema/conflict', severity: 'error', message, ...place };
}

function pointerParts(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
