/** Where the page that explains a finding is: shipped beside the bundles, or the file in which a team wrote its rule. */
import path from 'node:path';
import type { Rule } from '../shared/core/profile/profile.ts';
import type { Governed } from '../shared/node/workspace.ts';
import { uriOfPath } from './convert.ts';

const BUILT_IN = /^builtin:([^/]+)\/rules\/(.+)\.yaml$/;

/** `packageFolder`: absolute, holds `docs/`. Undefined for a code that is no rule's. */
export function pageOf(code: string, governed: Governed, packageFolder: string): string | undefined {
  const rule = governed.governance.project?.profile.rules.find(({ id }) => id === code);
  return rule && rulePage(rule, governed.root, packageFolder);
}

/** Rule id → URI of its page, for every rule that governs the document. */
export function pagesOf(governed: Governed, packageFolder: string): Record<string, string> {
  const rules = governed.governance.project?.profile.rules ?? [];
  return Object.fromEntries(rules.map(rule => [rule.id, rulePage(rule, governed.root, packageFolder)]));
}

/** The page of a built-in rule; the file in which any other one is written. */
export function rulePage(rule: Rule, root: string, packageFolder: string): string {
  const [, profile, name] = BUILT_IN.exec(rule.source) ?? [];
  return profile && name
    ? uriOfPath(path.join(packageFolder, 'docs', 'rules', profile, `${name}.md`))
    : uriOfPath(path.resolve(root, rule.source));
}
