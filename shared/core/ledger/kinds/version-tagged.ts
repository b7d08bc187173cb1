/** A version gets names by which people know it, or loses them. */
import { requireRole } from '../authority.ts';
import type { LedgerEvent } from '../event.ts';
import { eventKind } from '../kind.ts';
import { ENVIRONMENT, TAG } from '../names.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type Accepted, integer, record, setOf } from '../shape.ts';
import { type LedgerState, versionKey } from '../state.ts';
import { findVersion } from '../versions.ts';

/** Of one version. */
const MOST_TAGS = 50;

const DATA = record({
  environment: ENVIRONMENT,
  number: integer(1),
  add: setOf(TAG, MOST_TAGS),
  remove: setOf(TAG, MOST_TAGS),
});

type Data = Accepted<typeof DATA>;

/** A tag names one version of its environment. */
export const versionTagged = eventKind<Data>({
  kind: 'version.tagged',
  data: DATA,
  attachmentsOf: () => [],
  admit: (state, event) =>
    requireRole(state, event.principal, state.policy.roles, 'tag versions') ?? tags(state, event),
  apply: (draft, { data: { environment, number, add, remove } }) => {
    const key = versionKey(environment, number);
    const version = draft.versions.get(key);
    if (!version) return;
    const left = version.tags.filter(tag => !remove.includes(tag));
    draft.versions.set(key, { ...version, tags: [...left, ...add].sort() });
  },
  summary: ({ environment, number, add, remove }) =>
    `${environment} v${number} tagged: ${[...add.map(tag => `+${tag}`), ...remove.map(tag => `-${tag}`)].join(' ')}`,
});

function tags(state: LedgerState, { data }: LedgerEvent<Data>): Refusal | undefined {
  const { environment, number, add, remove } = data;
  const found = findVersion(state, environment, number);
  if ('refusal' in found) return found.refusal;
  const { tags: current } = found.version;
  const absent = remove.find(tag => !current.includes(tag));
  if (absent !== undefined) return refuse('no-change', `v${number} of ${environment} has no tag ${absent}.`);
  if (add.length + remove.length === 0) return refuse('no-change', 'No tag is given or taken.');
  if (current.length + add.length - remove.length > MOST_TAGS) {
    return refuse('duplicate', `A version has ${MOST_TAGS} tags at most. Take some away first.`);
  }
  const taken = add.map(tag => ({ tag, by: taggedVersion(state, environment, tag) })).find(({ by }) => by);
  if (!taken) return undefined;
  const message = `v${taken.by} of ${environment} has the tag ${taken.tag} already. Choose another one, or take it away there.`;
  return refuse('duplicate', message);
}

function taggedVersion({ versions }: LedgerState, environment: string, tag: string): number | undefined {
  for (const version of versions.values()) {
    if (version.environment === environment && version.tags.includes(tag)) return version.number;
  }
  return undefined;
}
