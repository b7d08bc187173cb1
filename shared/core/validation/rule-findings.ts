/** Says where a document violates a rule: one finding for each field that does, with a fix where one is safe. */
import type { Rule } from '../profile/profile.ts';
import type { CheckedUnit } from './check.ts';
import type { Finding } from './finding.ts';
import type { Breach, RuleOutcome } from './rules.ts';
import { inLettersOf, setField } from './set-field.ts';

export function ruleFindings(unit: CheckedUnit): Finding[] {
  return unit.outcomes.flatMap(outcome => outcome.breaches.map(breach => findingOf(outcome, breach, unit)));
}

function findingOf({ rule, waivedBy }: RuleOutcome, breach: Breach, unit: CheckedUnit): Finding {
  return {
    kind: 'rule',
    code: rule.id,
    severity: rule.severity,
    message: `${messageOf(rule, breach)} ${rule.remedy}`.trim(),
    span: breach.span,
    ...(breach.path !== '$' && { field: breach.path }),
    related: [],
    ...(waivedBy && { waivedBy }),
    ...(breach.insertAt !== undefined && { missing: [{ field: breach.path, insertAt: breach.insertAt }] }),
    ...fixOf(rule, breach, unit),
  };
}

/** The rule's own sentence, about this field. */
export function messageOf(rule: Rule, breach: Pick<Breach, 'name'>): string {
  return rule.message.replaceAll('{field}', () => breach.name);
}

/** Only values that the rule itself calls safe; what an action computes is the editor's to put in. */
function fixOf({ fix }: Rule, breach: Breach, unit: CheckedUnit): Pick<Finding, 'fix'> {
  if (!fix || !('value' in fix) || breach.path === '$') return {};
  const value = inLettersOf(breach.setting, fix.value);
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return { fix: { title: `Set ${breach.name} to ${shown}`, edits: setField(breach, value, unit) } };
}
