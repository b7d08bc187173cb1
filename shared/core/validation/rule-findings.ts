/** Says where a document violates a rule: one finding for each field that does. */

import type { CheckedUnit } from './check.ts';
import type { Finding } from './finding.ts';
import type { Breach } from './rules.ts';

export function ruleFindings(
  unit: CheckedUnit,
  _place: { readonly path: string; readonly now: Date },
): Finding[] {
  return unit.outcomes.flatMap(({ rule, breaches }) =>
    breaches.map(breach => ({
      kind: 'rule' as const,
      code: rule.id,
      severity: rule.severity,
      message: `${rule.message.replaceAll('{field}', breach.name)} ${rule.remedy}`,
      span: breach.span,
      ...(breach.path !== '$' && { field: breach.path }),
      related: [],
      ...missingOf(breach),
    })),
  );
}

function missingOf({ path, insertAt }: Breach): Pick<Finding, 'missing'> {
  return insertAt === undefined ? {} : { missing: [{ field: path, insertAt }] };
}
