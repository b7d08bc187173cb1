/** Says which values could not be checked, because another environment fills them in. Silence would read as approval. */
import type { Finding } from './finding.ts';
import type { Setting } from './settings.ts';
import type { Unit } from './unit.ts';

export function referenceFindings(unit: Unit): Finding[] {
  const isUnset = ({ field, doubt }: Setting): boolean => field !== undefined && doubt === 'reference';
  return unit.select('unset reference', isUnset).map(finding);
}

function finding({ name, path, node }: Setting): Finding {
  const names = node.kind === 'scalar' ? [...new Set(node.references.map(reference => reference.name))] : [];
  const source = names.length > 0 ? names.join(' and ') : 'the environment';
  const message =
    `${name} takes its value from ${source}, which this file does not set, so neither schema nor rules could check it. ` +
    'Check it where it is set: `secure-config check --process-env`.';
  const place = { span: node.span, field: path, related: [] };
  return { kind: 'environment', code: 'environment/unset-reference', severity: 'info', message, ...place };
}
