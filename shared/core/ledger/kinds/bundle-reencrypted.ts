/** The same secrets encrypted anew, for whoever has become a recipient since. */
import { requireRole } from '../authority.ts';
import { eventKind } from '../kind.ts';
import { ATTACHMENT, ENVIRONMENT } from '../names.ts';
import { refuse } from '../refusal.ts';
import { type Accepted, integer, record } from '../shape.ts';
import { versionKey } from '../state.ts';

const DATA = record({ environment: ENVIRONMENT, number: integer(1), bundle: ATTACHMENT });

export const bundleReencrypted = eventKind<Accepted<typeof DATA>>({
  kind: 'bundle.reencrypted',
  data: DATA,
  attachmentsOf: ({ bundle }) => [bundle],
  admit: (state, { principal, data }) => {
    const version = state.versions.get(versionKey(data.environment, data.number));
    if (!version) {
      return refuse('unknown-version', `There is no v${data.number} of ${data.environment}.`);
    }
    if (version.content.bundle === null) {
      return refuse('no-change', `v${data.number} of ${data.environment} has no secrets.`);
    }
    return requireRole(state, principal, state.policy.administration.roles, 'encrypt secrets for others');
  },
  apply: (draft, { data }) => {
    const key = versionKey(data.environment, data.number);
    const version = draft.versions.get(key);
    if (version) draft.versions.set(key, { ...version, bundle: data.bundle });
  },
  summary: ({ environment, number }) => `secrets of ${environment} v${number} encrypted anew`,
});
