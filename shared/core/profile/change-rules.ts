/** Applies what layers say of rules: new ones, changes to inherited ones, and those switched off. */
import type { Problem } from '../document/document.ts';
import { suggestion } from '../text/nearest.ts';
import type { RuleChange } from './layer.ts';
import { completeRule, overrideRule } from './merge.ts';
import type { Rule } from './profile.ts';
import { at, type Resolution } from './resolution.ts';

/** The rules in their order, new ones behind. Without changes they stay the same objects. */
export function changeRules(
  base: readonly Rule[],
  changes: readonly RuleChange[],
  resolution: Resolution,
): readonly Rule[] {
  if (changes.length === 0) return base;
  const rules = new Map(base.map(rule => [rule.id, rule]));
  const written = new Map<string, string>();
  for (const change of changes) {
    const problem = applyChange(rules, change) ?? sameAgain(change, written.get(change.id));
    if (problem && !change.broken) resolution.report(change.path, problem);
    written.set(change.id, change.path);
    resolution.rulePlaces.set(change.id, { path: change.path, span: change.span });
  }
  return [...rules.values()];
}

function applyChange(rules: Map<string, Rule>, { id, path, span, change }: RuleChange): Problem | undefined {
  const known = rules.get(id);
  if (change === 'off') return rules.delete(id) ? undefined : unknownRule(id, span, rules);
  const rule = known ? overrideRule(known, change) : completeRule(id, change, path);
  if ('id' in rule) {
    rules.set(id, rule);
    return undefined;
  }
  return rule.length < NEEDED ? incompleteRule(id, span, rules, rule) : unknownRule(id, span, rules);
}

/** How many parts a rule of one's own needs: with none of them there, a change to an inherited rule was meant. */
const NEEDED = 4;

function incompleteRule(
  id: string,
  span: RuleChange['span'],
  rules: ReadonlyMap<string, Rule>,
  missing: readonly string[],
): Problem {
  const message = `No profile that is extended has a rule ${id}.${suggestion(id, rules.keys())} If it is a rule of your own, it still needs: ${missing.join(', ')}.`;
  return at(span, 'incomplete-rule', message);
}

function unknownRule(id: string, span: RuleChange['span'], rules: ReadonlyMap<string, Rule>): Problem {
  const message = `No profile that is extended has a rule ${id}, so this changes nothing.${suggestion(id, rules.keys())} Correct the id, or remove the entry.`;
  return at(span, 'unknown-rule', message);
}

/** Two files of one layer about the same rule. */
function sameAgain({ id, path, span }: RuleChange, before: string | undefined): Problem | undefined {
  if (before === undefined || before === path) return undefined;
  const message = `${before} is about rule ${id} too, and this one counts. Keep one of them.`;
  return at(span, 'duplicate-rule', message, 'warning');
}
