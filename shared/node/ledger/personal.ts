/** A ledger as one person on one machine has it: their folder, their git, and the identities with which they sign. */
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerSettings } from '../../core/profile/profile.ts';
import type { Environment } from '../environment.ts';
import { failure, isFailure } from '../git/failure.ts';
import { findGit } from '../git/git.ts';
import type { AgeKey } from '../keys/age.ts';
import { loadAgeKey } from '../keys/age-source.ts';
import { type IdentityStore, openIdentities } from '../keys/identities.ts';
import type { Identity } from '../keys/identity.ts';
import type { KeyResult } from '../keys/result.ts';
import { createSigner, type SignerOptions } from '../keys/signer.ts';
import { userFolders } from '../user-folders.ts';
import { type Beginning, type Begun, beginLedger } from './begin.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import type { Author } from './record.ts';
import type { AuthorOf } from './resign.ts';
import { createSignatureVerifier } from './signatures.ts';

/** An identity that can sign, and read secrets. */
export interface Person extends Author {
  readonly identity: Identity;
  /** Their age identity. It is never to be shown. */
  readonly ageKey: () => Promise<KeyResult<AgeKey>>;
}

/** Where this person keeps a ledger. */
export function ledgerFolder(environment: Environment, id: string): string {
  return path.join(userFolders(environment).state, 'ledgers', id.toLowerCase());
}

export async function hasPersonalLedger(environment: Environment, id: string): Promise<boolean> {
  return access(ledgerFolder(environment, id)).then(
    () => true,
    () => false,
  );
}

export async function openPersonalLedger(
  { id, genesis }: LedgerSettings,
  environment: Environment,
  now: () => Date,
): Promise<Ledger | LedgerFailure> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return failure('not-pinned', NO_ID);
  const git = await findGit(environment.variables);
  if (isFailure(git)) return git;
  const folder = ledgerFolder(environment, id);
  return openLedger({ git, folder, id: id.toLowerCase(), genesis, verify: createSignatureVerifier(), now });
}

export async function beginPersonalLedger(
  beginning: Omit<Beginning, 'git' | 'folderOf'>,
  environment: Environment,
): Promise<Begun | LedgerFailure> {
  const git = await findGit(environment.variables);
  if (isFailure(git)) return git;
  const folderOf = (id: string): string => ledgerFolder(environment, id);
  return beginLedger({ ...beginning, git, folderOf });
}

const NO_ID = 'The manifest’s ledger has no UUID as its id. Take it from the manifest of a colleague.';

/** @param name of the identity; undefined: the one in use */
export async function personNamed(
  name: string | undefined,
  options: SignerOptions,
): Promise<Person | LedgerFailure> {
  const store = openIdentities(options.environment);
  const identity = await (name === undefined ? store.current() : store.read(name));
  return identity.ok ? personOf(identity.value, options) : refused(identity);
}

/** Answers who may sign for a principal here: with a key that the policy still has, if there is one. */
export function authorsHere(options: SignerOptions): AuthorOf {
  const store = openIdentities(options.environment);
  return async (principal, keys) => {
    const known = (await identitiesOf(store)).filter(identity => identity.principal === principal);
    const chosen = known.find(({ signing }) => keys.includes(signing.publicKey)) ?? known[0];
    const person = chosen && personOf(chosen, options);
    return person === undefined || isFailure(person) ? undefined : person;
  };
}

/** The one in use first. */
async function identitiesOf(store: IdentityStore): Promise<readonly Identity[]> {
  const [current, names] = [await store.currentName(), await store.names()];
  const ordered = [...names.filter(name => name === current), ...names.filter(name => name !== current)];
  const read = await Promise.all(ordered.map(name => store.read(name)));
  return read.flatMap(each => (each.ok ? [each.value] : []));
}

function personOf(identity: Identity, options: SignerOptions): Person | LedgerFailure {
  const signer = createSigner(identity.signing, options);
  if (!signer.ok) return refused(signer);
  const ageKey = () => loadAgeKey(identity.age, options.environment);
  return { principal: identity.principal, signer: signer.value, identity, ageKey };
}
