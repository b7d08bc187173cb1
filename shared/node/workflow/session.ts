/** The ledger of one folder while it is worked with: opened when it is first asked for, and who acts in it. */
import path from 'node:path';
import type { CutFile } from '../../core/ledger/cut.ts';
import type { Unrotated } from '../../core/ledger/departures.ts';
import { type Fingerprint, keyedFingerprint } from '../../core/ledger/fingerprint.ts';
import { principalOfKey } from '../../core/ledger/policy.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { Project } from '../../core/validation/project.ts';
import type { Viewer } from '../../core/workflow/shown/show-request.ts';
import { isFailure } from '../git/failure.ts';
import type { Ledger, LedgerView } from '../ledger/ledger.ts';
import type { LedgerFailure } from '../ledger/ledger-failure.ts';
import { openPersonalLedger, type Person, personNamed } from '../ledger/personal.ts';
import { unrotatedSecrets } from '../ledger/rotation.ts';
import { readFingerprintKey } from '../ledger/secrets.ts';
import { MANIFEST_NAME } from '../project-loader.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import type { Outcome, Surroundings } from './service.ts';

/** The ledger that the manifest names, whether or not its events have come to this machine. */
export interface Reached {
  readonly ledger: Ledger;
  readonly project: Project;
}

export interface Opened extends Reached {
  readonly view: LedgerView;
  readonly state: LedgerState;
}

export interface Actor {
  readonly person: Person;
  /** As the policy names who has the key. */
  readonly principal: string;
  /** `type base64`. */
  readonly key: string;
}

export interface Session {
  readonly surroundings: Surroundings;
  /** By the names of their attachments, which never change. */
  readonly texts: Map<string, CutFile>;
  /** Undefined: the manifest names no ledger. Its events are not looked at. */
  reach(): Promise<Outcome<Reached | undefined>>;
  /** Undefined: the manifest names no ledger. */
  openIfThere(): Promise<Outcome<Opened | undefined>>;
  open(): Promise<Outcome<Opened>>;
  /** The identity that is chosen, as the policy knows it. */
  actor(state: LedgerState): Promise<Outcome<Actor>>;
  viewer(state: LedgerState): Promise<Viewer>;
  /** Undefined for who has no key of the ledger. */
  fingerprint(opened: Opened): Promise<Fingerprint | undefined>;
  /** What is live and known to who has left; without the values for who cannot read secrets. */
  unrotated(opened: Opened): Promise<readonly Unrotated[] | LedgerFailure>;
  close(): Promise<void>;
}

export function createSession(surroundings: Surroundings): Session {
  const { folder, environment, identity } = surroundings;
  const ledgers = createLedgers(surroundings);
  const fingerprints = new Map<string, Fingerprint>();

  const reach = async (): Promise<Outcome<Reached | undefined>> => {
    const located = await surroundings.workspace().locateProject(path.join(folder, MANIFEST_NAME));
    if (!located || located.folder !== folder) return refusal('no-manifest', NO_MANIFEST);
    const settings = located.project.manifest.ledger;
    if (!settings) return answered(undefined);
    const ledger = await ledgers.of(settings);
    return isFailure(ledger) ? refusedAs(ledger) : answered({ ledger, project: located.project });
  };

  const openIfThere = async (): Promise<Outcome<Opened | undefined>> => {
    const reached = await reach();
    if (!reached.ok || !reached.value) return reached.ok ? answered(undefined) : reached;
    const view = await reached.value.ledger.refresh();
    if (isFailure(view)) return refusedAs(view);
    return answered({ ...reached.value, view, state: view.state });
  };

  const person = () => personNamed(identity, { environment, terminal: surroundings.terminal });

  const actor = async ({ policy }: LedgerState): Promise<Outcome<Actor>> => {
    const found = await person();
    if (isFailure(found)) return refusedAs(found);
    const key = found.signer.publicKey.text;
    const principal = principalOfKey(policy, key);
    if (principal !== undefined) return answered({ person: found, principal, key });
    return refusal('unknown-principal', unknown(found.identity.name));
  };

  let rotation: { readonly of: string; readonly found: ReturnType<typeof unrotatedSecrets> } | undefined;
  const unrotated: Session['unrotated'] = async ({ ledger, view, state }) => {
    if (state.departures.length === 0) return [];
    const found = await person();
    const name = isFailure(found) ? '' : found.principal;
    const of = `${view.commit} ${name}`;
    if (rotation?.of !== of) {
      const key = isFailure(found) ? undefined : await found.ageKey();
      const source = { repository: ledger.repository, commit: view.commit };
      rotation = { of, found: unrotatedSecrets(source, state, key?.ok ? key.value : undefined) };
    }
    return rotation.found;
  };

  return {
    surroundings,
    unrotated,
    texts: new Map(),
    reach,
    openIfThere,
    open: async () => {
      const opened = await openIfThere();
      if (!opened.ok) return opened;
      return opened.value ? answered(opened.value) : refusal('no-ledger', NO_LEDGER);
    },
    actor,
    viewer: async state => {
      const acting = await actor(state);
      const now = surroundings.now().toISOString();
      if (!acting.ok) return { author: { problem: acting.message }, now };
      const { principal, key } = acting.value;
      return { author: { principal, key, id: NO_ID }, now };
    },
    fingerprint: async ({ ledger, view, state }) => {
      const { generation, attachment: name } = state.policy.fingerprintKey;
      const known = fingerprints.get(name ?? '');
      if (known || name === null) return known;
      const found = await person();
      const ageKey = isFailure(found) ? undefined : await found.ageKey();
      if (!ageKey?.ok) return undefined;
      const source = { repository: ledger.repository, commit: view.commit };
      const key = await readFingerprintKey(source, state.policy, ageKey.value);
      if (key === null || isFailure(key)) return undefined;
      const made = keyedFingerprint(key, generation);
      fingerprints.set(name, made);
      return made;
    },
    close: ledgers.close,
  };
}

/** Does what needs the ledger, as it is now. */
export async function withLedger<Value>(
  session: Session,
  work: (opened: Opened) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const opened = await session.open();
  return opened.ok ? work(opened.value) : opened;
}

/** Does what needs no event: the first sync brings them. */
export async function withReached<Value>(
  session: Session,
  work: (reached: Reached) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const reached = await session.reach();
  if (!reached.ok) return reached;
  return reached.value ? work(reached.value) : refusal('no-ledger', NO_LEDGER);
}

/** Of an event that is only tried. */
const NO_ID = '00000000-0000-4000-8000-000000000000';

export const NO_MANIFEST =
  'This folder has no secure-config.yaml, and a ledger belongs to one. Set the folder up first: secure-config init.';
const NO_LEDGER =
  'The manifest names no ledger yet. Begin one: secure-config ledger init, or Secure Config: Initialise Ledger.';

function unknown(name: string): string {
  return `The policy of this ledger does not know the key of the identity ${name}. Give an administrator what secure-config identity show prints, or choose another identity.`;
}

interface Ledgers {
  of(settings: NonNullable<Project['manifest']['ledger']>): ReturnType<typeof openPersonalLedger>;
  close(): Promise<void>;
}

/** One ledger stays open; when the manifest names another, that takes its place. */
function createLedgers({ environment, now }: Surroundings): Ledgers {
  let name = '';
  let current: ReturnType<typeof openPersonalLedger> | undefined;
  const close = async (): Promise<void> => {
    const ledger = await current;
    current = undefined;
    if (ledger && !isFailure(ledger)) await ledger.close();
  };
  return {
    of: async settings => {
      const asked = `${settings.id} ${settings.genesis}`;
      if (name !== asked) await close();
      name = asked;
      current ??= openPersonalLedger(settings, environment, now);
      const ledger = await current;
      if (isFailure(ledger)) current = undefined; // git may be there the next time
      return ledger;
    },
    close,
  };
}
