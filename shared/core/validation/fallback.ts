/** Production runs on what its file says: the fields that a production document leaves to their defaults. */
import type { Finding } from './finding.ts';
import { missingField } from './missing.ts';
import { spell, type Unit } from './unit.ts';

const PRODUCTION = 'production';

/** One finding for all of them. It enters neither score nor compliance. */
export function fallbackFindings(unit: Unit): Finding[] {
  const severity = unit.project.profile.fallbacks;
  if (severity === 'off' || unit.environment !== PRODUCTION || unit.omitted.length === 0) return [];
  const names = unit.omitted.map(field => spell(field.path, unit));
  const [one] = names;
  const count =
    names.length === 1
      ? `${one} is left to its default`
      : `${names.length} fields are left to their defaults`;
  const message = `${count}, which production should not rely on: ${names.join(', ')}. Write them out.`;
  const missing = unit.omitted.map(field => missingField(field.path, unit));
  const place = { span: fallbackSpan(unit), related: [], missing };
  return [{ kind: 'fallback', code: 'fallback/defaults', severity, message, ...place }];
}

function fallbackSpan(unit: Unit): Finding['span'] {
  const field = unit.project.profile.environmentField?.toLowerCase();
  const setting = (field === undefined ? undefined : unit.byPath.get(field)) ?? unit.settings[0];
  return setting?.keySpan ?? { start: 0, end: 0 };
}
