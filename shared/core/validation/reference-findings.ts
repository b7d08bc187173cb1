/**
 * Says which values could not be checked, because another environment fills them in: silence would read as approval. A
 * value that nothing limits, such as most secrets, can be any text, and leaves nothing to be said.
 */
import type { FieldSchema } from './field-schema.ts';
import type { Finding } from './finding.ts';
import { applies } from './rules.ts';
import type { Setting } from './settings.ts';
import type { Unit } from './unit.ts';

export function referenceFindings(unit: Unit): Finding[] {
  const isUnset = ({ field, doubt }: Setting): boolean => field !== undefined && doubt === 'reference';
  return unit.select('unset reference', isUnset).flatMap(setting => {
    const limits = [
      ...(setting.field && isLimited(setting.field) ? ['its schema'] : []),
      ...rulesOn(setting, unit),
    ];
    return limits.length === 0 ? [] : [finding(setting, limits)];
  });
}

/** Keywords that no text fails. */
const FREE = new Set(
  'title description default examples deprecated secret readOnly writeOnly $comment letterCase'.split(' '),
);

function isLimited({ type, schema }: FieldSchema): boolean {
  if (type !== 'string') return true;
  return Object.keys(schema).some(keyword => keyword !== 'type' && !FREE.has(keyword));
}

/** Those that name the field. Rules for any secret know a reference, and mean it well. */
function rulesOn({ path }: Setting, { compiled, environment }: Unit): string[] {
  return compiled.rules
    .filter(
      ({ rule, selectors }) =>
        applies(rule, environment) &&
        selectors.some(each => each.kind === 'field' && isSame(each.path, path)),
    )
    .map(({ rule }) => rule.id);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function finding({ name, path, node }: Setting, limits: readonly string[]): Finding {
  const names = node.kind === 'scalar' ? [...new Set(node.references.map(reference => reference.name))] : [];
  const source = names.length > 0 ? names.join(' and ') : 'the environment';
  const message =
    `${name} takes its value from ${source}, which this file does not set, so ${limits.join(' and ')} could not be checked. ` +
    'Check it where it is set: `secure-config check --process-env`.';
  const place = { span: node.span, field: path, related: [] };
  return { kind: 'environment', code: 'environment/unset-reference', severity: 'info', message, ...place };
}
