/** Says where a document violates a rule: one finding for each field that does, with a fix where one is safe. */
import type { JsonValue, Rule } from '../profile/profile.ts';
import type { CheckedUnit } from './check.ts';
import type { Finding } from './finding.ts';
import { insertFields } from './missing.ts';
import type { Breach, RuleOutcome } from './rules.ts';
import { rewriteVariable } from './write-variable.ts';
import { writeScalar } from './write-yaml.ts';

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
  const shown = typeof fix.value === 'string' ? fix.value : JSON.stringify(fix.value);
  return { fix: { title: `Set ${breach.name} to ${shown}`, edits: editsFor(breach, fix.value, unit) } };
}

function editsFor(breach: Breach, value: JsonValue, unit: CheckedUnit): NonNullable<Finding['fix']>['edits'] {
  const { setting } = breach;
  if (!setting) return insertFields([{ path: breach.path, value }], unit);
  const isVariable = unit.document.format === 'dotenv';
  const newText = isVariable ? rewriteVariable(setting, value, unit) : writeScalar(value);
  return [{ span: setting.node.span, newText: separated(newText, setting.node.span.start, unit) }];
}

/** A YAML key without a value has its colon right before the place where the value goes. */
function separated(newText: string, at: number, { document }: CheckedUnit): string {
  return document.format === 'yaml' && document.text[at - 1] === ':' ? ` ${newText}` : newText;
}
