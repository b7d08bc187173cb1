/** How one policy differs from another, place by place, for those who are to approve it. */
import type { Policy } from '../../ledger/policy.ts';
import type { JsonValue } from '../../profile/profile.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import type { FieldDifference } from './version.ts';

/** `field`: a path such as `approvals.otherFields.approvers`. Nothing in a policy is a secret. */
export function policyDifferences(before: Policy, after: Policy): FieldDifference[] {
  const [old, changed] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...changed.keys()])].filter(path => path !== 'version');
  return paths.flatMap(field => {
    const [was, is] = [old.get(field) ?? null, changed.get(field) ?? null];
    if (was === is) return [];
    const change = was === null ? 'added' : is === null ? 'removed' : 'changed';
    return [{ field, change, secret: false, downgrade: false, before: was, after: is, path: null }];
  });
}

function leavesOf(policy: Policy): Map<string, string> {
  return new Map(leaves(policy as unknown as JsonValue, ''));
}

function leaves(value: JsonValue, path: string): [string, string][] {
  if (Array.isArray(value) && value.some(each => typeof each === 'object')) {
    return value.flatMap((each, index) => leaves(each, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [[path, canonicalJson(value)]];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`));
}
