/** The same secrets encrypted anew, for whoever has become a recipient since: of versions, and of requests that are open. */
import { requireRole } from '../authority.ts';
import { bundlesIn } from '../bundles.ts';
import { eventKind } from '../kind.ts';
import { ATTACHMENT, DIGEST } from '../names.ts';
import { refuse } from '../refusal.ts';
import { type Accepted, mapping, record } from '../shape.ts';

/** Of one event: what is more goes into another. */
export const MOST_BUNDLES = 1000;

const DATA = record({
  /** By the digest of its plain text, which whoever decrypts it holds against what they read. */
  bundles: mapping(DIGEST, ATTACHMENT, MOST_BUNDLES),
});

export const bundleReencrypted = eventKind<Accepted<typeof DATA>>({
  kind: 'bundle.reencrypted',
  data: DATA,
  attachmentsOf: ({ bundles }) => Object.values(bundles),
  admit: (state, { principal, data: { bundles } }) => {
    const known = new Set(bundlesIn(state).map(({ digest }) => digest));
    const named = Object.keys(bundles);
    const unknown = named.find(digest => !known.has(digest));
    if (unknown !== undefined) {
      const message = `No version and no open request has secrets with the digest ${unknown}.`;
      return refuse('unknown-bundle', message);
    }
    if (named.length === 0) return refuse('no-change', 'Nothing is encrypted anew.');
    return requireRole(state, principal, state.policy.administration.roles, 'encrypt secrets for others');
  },
  apply: (draft, { seq, data: { bundles } }) => {
    for (const [digest, attachment] of Object.entries(bundles))
      draft.sealings.set(digest, { attachment, seq });
  },
  summary: ({ bundles }) => {
    const count = Object.keys(bundles).length;
    return `secrets encrypted anew: ${count === 1 ? '1 bundle' : `${count} bundles`}`;
  },
});
