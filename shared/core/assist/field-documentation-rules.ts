/** The rules that look at one field, and how each of them stands in this document. */
import type { Rule } from '../profile/profile.ts';
import type { CheckedUnit } from '../validation/check.ts';
import type { CompiledRule } from '../validation/compile.ts';
import { blocks, plain } from './markdown.ts';

export interface RuleState {
  readonly rule: Rule;
  /** `elsewhere`: it does not apply in this environment; `unknown`: only the running program's environment tells. */
  readonly state: 'holds' | 'violated' | 'waived' | 'elsewhere' | 'unknown';
  /** The last day of the waiver, as written. */
  readonly until?: string;
}

/** URI of a rule's page; undefined when there is none. */
export type PageOf = (rule: Rule) => string | undefined;

/** In the profile's order. `path`: as the schema spells it. */
export function rulesOn(path: string, unit: CheckedUnit): readonly RuleState[] {
  const setting = unit.byPath.get(path.toLowerCase());
  const secret = setting?.secret ?? unit.compiled.fields.get(path.toLowerCase())?.secret ?? false;
  const outcomes = new Map(unit.outcomes.map(outcome => [outcome.rule, outcome]));
  return unit.compiled.rules
    .filter(compiled => looksAt(compiled, path, secret))
    .map(({ rule }): RuleState => {
      const outcome = outcomes.get(rule);
      if (!outcome) return { rule, state: 'elsewhere' };
      const isBroken = outcome.breaches.some(breach => breach.path.toLowerCase() === path.toLowerCase());
      if (!isBroken) return { rule, state: setting?.doubt === 'reference' ? 'unknown' : 'holds' };
      const { waivedBy } = outcome;
      if (!waivedBy) return { rule, state: 'violated' };
      return { rule, state: 'waived', ...(waivedBy.until !== undefined && { until: waivedBy.until }) };
    });
}

export function looksAt({ selectors }: CompiledRule, path: string, secret: boolean): boolean {
  return selectors.some(selector => {
    if (selector.kind === 'field') return selector.path.toLowerCase() === path.toLowerCase();
    return selector.kind === 'settings' && selector.selects({ path, secret });
  });
}

/** A list of the rules; empty when there is none. */
export function describeRules(states: readonly RuleState[], pageOf: PageOf): string {
  const lines = states.map(each => `- ${sentence(each, pageOf)}`);
  return lines.length === 0 ? '' : blocks('**Rules**', lines.join('\n'));
}

function sentence({ rule, state, until }: RuleState, pageOf: PageOf): string {
  const name = `${ruleLink(rule, pageOf)} ${plain(rule.name)}`;
  switch (state) {
    case 'holds':
      return `✓ ${name}: holds`;
    case 'violated':
      return `✗ ${name}: **violated** (${rule.severity}). ${plain(rule.remedy)}`.trim();
    case 'waived':
      return `○ ${name}: violated, waived${until === undefined ? '' : ` until ${plain(until)}`}`;
    case 'unknown':
      return `? ${name}: cannot be told, because the value is only known where it runs`;
    case 'elsewhere':
      return `– ${name}: not here (${rule.environments.map(plain).join(', ')} only)`;
  }
}

export function ruleLink(rule: Rule, pageOf: PageOf): string {
  const page = pageOf(rule);
  return page === undefined
    ? `**${plain(rule.id)}**`
    : `[${plain(rule.id)}](<${page.replace(/[<>]/g, encodeURIComponent)}>)`;
}
