/** A version to which nobody should go back. Who does needs the full policy. */
import { requireRole } from '../authority.ts';
import { eventKind } from '../kind.ts';
import { ENVIRONMENT } from '../names.ts';
import { refuse } from '../refusal.ts';
import { type Accepted, integer, record, written } from '../shape.ts';
import { versionKey } from '../state.ts';
import { findVersion } from '../versions.ts';

const DATA = record({ environment: ENVIRONMENT, number: integer(1), reason: written() });

export const versionDeprecated = eventKind<Accepted<typeof DATA>>({
  kind: 'version.deprecated',
  data: DATA,
  attachmentsOf: () => [],
  admit: (state, { principal, data: { environment, number } }) => {
    const found = findVersion(state, environment, number);
    if ('refusal' in found) return found.refusal;
    if (found.version.deprecation !== null) {
      return refuse('no-change', `v${number} of ${environment} is deprecated already.`);
    }
    if (state.environments.get(environment)?.active === number) {
      const message = `v${number} of ${environment} is the active version. Make another one active first.`;
      return refuse('still-active', message);
    }
    return requireRole(state, principal, state.policy.administration.roles, 'deprecate versions');
  },
  apply: (draft, { data: { environment, number, reason } }) => {
    const key = versionKey(environment, number);
    const version = draft.versions.get(key);
    if (version) draft.versions.set(key, { ...version, deprecation: reason });
  },
  summary: ({ environment, number, reason }) => `${environment} v${number} deprecated: ${reason}`,
});
