/** Production runs on what its file says: no field left to its default, no value that falls back to another. */
import type { Node, Reference } from '../document/document.ts';
import type { Finding } from './finding.ts';
import { insertFields, missingField } from './missing.ts';
import type { Setting } from './settings.ts';
import { spell, type Unit } from './unit.ts';

const PRODUCTION = 'production';

/** One finding for all fields that are left to their defaults. It enters neither score nor compliance. */
export function fallbackFindings(unit: Unit): Finding[] {
  const severity = unit.project.profile.fallbacks;
  if (severity === 'off' || unit.environment !== PRODUCTION || unit.omitted.length === 0) return [];
  const fields = unit.omitted.flatMap(({ path, default: value }) =>
    value === undefined ? [] : [{ path, value }],
  );
  const names = fields.map(({ path }) => spell(path, unit));
  const count = names.length === 1 ? 'One field is' : `${names.length} fields are`;
  const finding: Finding = {
    kind: 'fallback',
    code: 'fallback/defaults',
    severity,
    message:
      `${count} left out, so production would run on defaults that can change under it: ${names.join(', ')}. ` +
      'Write them out.',
    span: spanOfEnvironment(unit),
    related: [],
    missing: fields.map(({ path, value }) => missingField(path, value, unit)),
    fix: { title: 'Write out all fields that are left to their defaults', edits: insertFields(fields, unit) },
  };
  return [finding];
}

/** `${NAME:-value}` and `${NAME-value}` in a value of ours. */
export function productionFallbackFindings(unit: Unit): Finding[] {
  if (unit.environment !== PRODUCTION) return [];
  return unit.select('fallback', hasFallback).flatMap(({ node, name, path }) => {
    return fallbacksIn(node).map(reference => ({
      kind: 'security' as const,
      code: 'security/production-fallback',
      severity: 'error' as const,
      message:
        `${name} falls back to a value in this file when ${reference.name} is not set, so production can run on it ` +
        `without anybody noticing. Write \${${reference.name}}, and set ${reference.name} where it is deployed.`,
      span: reference.span,
      field: path,
      related: [],
    }));
  });
}

/** What stands in a list is found with the list. */
function hasFallback({ node, isPart }: Setting): boolean {
  return !isPart && fallbacksIn(node).length > 0;
}

function fallbacksIn(node: Node): readonly Reference[] {
  if (node.kind === 'list') return node.items.flatMap(fallbacksIn);
  if (node.kind === 'map') return node.entries.flatMap(({ value }) => fallbacksIn(value));
  return node.references.filter(({ operator }) => operator === ':-' || operator === '-');
}

function spanOfEnvironment(unit: Unit): Finding['span'] {
  const field = unit.project.profile.environmentField?.toLowerCase();
  const setting = (field === undefined ? undefined : unit.byPath.get(field)) ?? unit.first;
  return setting?.keySpan ?? unit.root?.entries[0]?.keySpan ?? { start: 0, end: 0 };
}
