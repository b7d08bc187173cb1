/** Which proposals may be filed, or put in the place of another one. */
import { canonicalJson } from '../text/canonical-json.ts';
import type { Content } from './content.ts';
import { policyRefusal } from './policy-changes.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { ContentSubject, Subject } from './request.ts';
import { corruptionRefusal } from './rollbacks.ts';
import { staleness } from './standing.ts';
import { type LedgerState, versionKey } from './state.ts';

/** Why nobody can ask for this now; undefined when one can. */
export function proposalRefusal(state: LedgerState, subject: Subject): Refusal | undefined {
  const stale = staleness(state, subject);
  if (stale) return stale;
  if (subject.kind === 'policy') return policyRefusal(state, subject.policy);
  return sameContent(state, subject) ?? (subject.kind === 'rollback' ? rollback(state, subject) : undefined);
}

function sameContent(
  state: LedgerState,
  { environment, base, content }: ContentSubject,
): Refusal | undefined {
  const active = base === null ? undefined : state.versions.get(versionKey(environment, base));
  return active && isSame(active.content, content)
    ? refuse('no-change', `This is what v${base} of ${environment} is already. There is nothing to ask for.`)
    : undefined;
}

function rollback(state: LedgerState, subject: Extract<Subject, { kind: 'rollback' }>): Refusal | undefined {
  const { environment, to, content, keepsSecrets } = subject;
  const version = state.versions.get(versionKey(environment, to));
  if (!version) return refuse('unknown-version', `There is no v${to} of ${environment} to go back to.`);
  const corrupted = corruptionRefusal(state, subject);
  if (corrupted) return corrupted;
  const isThat = keepsSecrets
    ? isSame(pathsOf(version.content), pathsOf(content))
    : isSame(version.content, content);
  if (isThat) return undefined;
  const message = `The content is not that of v${to} of ${environment}. Take it from there, or ask for a change instead of a rollback.`;
  return refuse('stale-content', message);
}

function pathsOf({ files }: Content): string[] {
  return files.map(({ path }) => path);
}

function isSame(
  one: Parameters<typeof canonicalJson>[0],
  other: Parameters<typeof canonicalJson>[0],
): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
