/** What the fixes that rules name by `fix: {action}` have in common. */
import type { CompiledRule } from '../validation/compile.ts';
import type { Finding } from '../validation/finding.ts';
import type { Setting } from '../validation/settings.ts';
import type { FixContext } from './fix.ts';

export interface RuleAction {
  readonly setting: Setting;
  /** The text that is read. */
  readonly value: string;
  /** Whether the rule would hold for a value. */
  holds(value: string): boolean;
}

/** Undefined unless the finding's rule asks for the action on a text that the document sets. */
export function ruleAction(
  name: string,
  { kind, code }: Finding,
  context: FixContext,
): RuleAction | undefined {
  const { unit, setting } = context;
  if (kind !== 'rule' || !unit || setting?.node.kind !== 'scalar') return undefined;
  const compiled = unit.compiled.rules.find(({ rule }) => rule.id === code);
  const { value } = setting.node;
  if (!compiled || typeof value !== 'string' || !asksFor(name, compiled)) return undefined;
  return { setting, value, holds: text => compiled.must(text).length === 0 };
}

function asksFor(name: string, { rule: { fix } }: CompiledRule): boolean {
  return fix !== undefined && 'action' in fix && fix.action === name;
}
