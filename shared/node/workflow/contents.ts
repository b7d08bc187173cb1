/** Reads what is compared: a version, a request, or the environment's files as they are now, each as sides. */
import path from 'node:path';
import { readStored, readWorking, type Side } from '../../core/drift/side.ts';
import type { Bundle } from '../../core/ledger/bundle.ts';
import type { Content } from '../../core/ledger/content.ts';
import type { CutFile } from '../../core/ledger/cut.ts';
import type { Fingerprint } from '../../core/ledger/fingerprint.ts';
import { type LedgerState, versionKey } from '../../core/ledger/state.ts';
import type { Version } from '../../core/ledger/version.ts';
import { type Checked, checkText } from '../../core/validation/check.ts';
import type { Governance } from '../../core/validation/project.ts';
import { restoreContent } from '../../core/workflow/restore.ts';
import type { Side as NamedSide } from '../../core/workflow/shown/version.ts';
import { isFailure } from '../git/failure.ts';
import { readBundle, readCutFile } from '../ledger/secrets.ts';
import { environmentFiles } from './environment-files.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

/** A content of the ledger with its texts, and its secrets where they can be read. */
export interface Stored {
  readonly content: Content;
  readonly files: readonly CutFile[];
  readonly bundle: Bundle | null;
}

export async function readContent(
  session: Session,
  opened: Opened,
  content: Content,
): Promise<Outcome<Stored>> {
  const source = { repository: opened.ledger.repository, commit: opened.view.commit };
  const files: CutFile[] = [];
  for (const file of content.files) {
    const read = session.texts.get(file.cut) ?? (await readCutFile(source, file));
    if (isFailure(read)) return refusedAs(read);
    session.texts.set(file.cut, read);
    files.push(read);
  }
  return answered({ content, files, bundle: await secretsOf(session, opened, content) });
}

/** Null for who cannot read them. */
async function secretsOf(session: Session, opened: Opened, { bundle }: Content): Promise<Bundle | null> {
  if (bundle === null) return null;
  const actor = await session.actor(opened.state);
  const key = actor.ok ? await actor.value.person.ageKey() : undefined;
  if (!key?.ok) return null;
  const source = { repository: opened.ledger.repository, commit: opened.view.commit };
  const read = await readBundle(source, opened.state, bundle, key.value);
  return isFailure(read) ? null : read;
}

export interface ReadSides {
  readonly sides: readonly Side[];
  /** Whether the check saw the secrets, and not words in their place. */
  readonly isComplete: boolean;
}

/** With the secrets where they can be read, so that the check says of them what it would say of the files. */
export async function sidesOf(session: Session, opened: Opened, stored: Stored): Promise<ReadSides> {
  const fingerprint = await session.fingerprint(opened);
  const files = fingerprint && (await restoredFiles(session, stored));
  if (files) {
    return { sides: readWorking(files, fingerprint).map(({ side }) => side), isComplete: true };
  }
  return { sides: await storedSides(session, stored.files), isComplete: stored.content.bundle === null };
}

/** As they were, with their secrets. Undefined: who looks cannot read these. */
export async function restoredFiles(
  session: Session,
  { files, bundle }: Stored,
): Promise<readonly Checked[] | undefined> {
  const restored = restoreContent(files, bundle);
  return restored.ok
    ? Promise.all(restored.files.map(file => check(session, file.path, file.text)))
    : undefined;
}

/** As everybody reads them, without their secrets. */
export function storedSides(session: Session, files: readonly CutFile[]): Promise<Side[]> {
  const now = session.surroundings.now();
  const sides = files.map(async file => {
    const governance = await governanceOf(session, file.path, file.text);
    return readStored(file, { governance, now });
  });
  return Promise.all(sides);
}

export async function check(session: Session, relative: string, text: string): Promise<Checked> {
  const governance = await governanceOf(session, relative, text);
  return checkText({ path: relative, text, governance, now: session.surroundings.now() });
}

/** How a file of the folder would be checked today, whether or not it is there. */
export async function governanceOf(session: Session, relative: string, text: string): Promise<Governance> {
  const { folder, workspace } = session.surroundings;
  const governed = await workspace().governanceOf(path.join(folder, relative), text);
  return governed?.governance ?? { dialects: ['dotenv'] };
}

export interface WorkingFiles {
  readonly files: readonly Checked[];
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}

/** An environment's files as they are now, open ones as the editor has them. */
export async function workingFiles(session: Session, environment: string): Promise<WorkingFiles> {
  const { folder, workspace, now } = session.surroundings;
  const found = await environmentFiles(workspace(), folder, now());
  return {
    files: (found.environments.get(environment) ?? []).map(({ checked }) => checked),
    unread: found.unreadable.map(({ path: file, message }) => ({ path: file, reason: message })),
  };
}

/** The sides of whatever a person names. */
export async function namedSides(
  session: Session,
  opened: Opened,
  named: NamedSide,
): Promise<Outcome<readonly Side[]>> {
  const read = await readNamed(session, opened, named);
  if (!read.ok) return read;
  return answered(await sidesOfNamed(session, read.value, await session.fingerprint(opened)));
}

/**
 * The sides of two things that are shown beside each other: what is a secret in one is covered in the other, too, as far as
 * who looks can read both.
 */
export async function comparedSides(
  session: Session,
  opened: Opened,
  { left, right }: { readonly left: NamedSide; readonly right: NamedSide },
): Promise<Outcome<{ readonly left: readonly Side[]; readonly right: readonly Side[] }>> {
  const one = await readNamed(session, opened, left);
  if (!one.ok) return one;
  const other = await readNamed(session, opened, right);
  if (!other.ok) return other;
  const fingerprint = await session.fingerprint(opened);
  const [lefts, rights] = [one.value.files, other.value.files];
  if (lefts && rights) {
    const sides = readWorking([...lefts, ...rights], fingerprint).map(({ side }) => side);
    return answered({ left: sides.slice(0, lefts.length), right: sides.slice(lefts.length) });
  }
  return answered({
    left: await sidesOfNamed(session, one.value, fingerprint),
    right: await sidesOfNamed(session, other.value, fingerprint),
  });
}

/** With the secrets, where they can be read; else as everybody reads it. */
type NamedFiles =
  | { readonly files: readonly Checked[] }
  | { readonly files: undefined; readonly stored: readonly CutFile[] };

async function readNamed(session: Session, opened: Opened, named: NamedSide): Promise<Outcome<NamedFiles>> {
  if (named.kind === 'working') {
    const { files } = await workingFiles(session, named.environment);
    const isKnown = files.length > 0 || opened.state.environments.has(named.environment);
    return isKnown ? answered({ files }) : noEnvironment(named.environment, opened.state);
  }
  const stored =
    named.kind === 'version'
      ? await readVersion(session, opened, named.environment, named.number)
      : await readRequest(session, opened, named.id);
  if (!stored.ok) return stored;
  const hasKey = (await session.fingerprint(opened)) !== undefined;
  const files = hasKey ? await restoredFiles(session, stored.value) : undefined;
  return answered(files ? { files } : { files, stored: stored.value.files });
}

/** Most likely a slip: beside nothing, everything would look as if it had been taken away. */
function noEnvironment(name: string, { environments }: LedgerState): Outcome<never> {
  const known = [...environments.keys()].sort().join(', ');
  const others = known === '' ? '' : ` There are versions of ${known}.`;
  const message = `There is no environment ${name}: it has no version, and secure-config.yaml maps no file to it.${others}`;
  return refusal('unknown-environment', message);
}

async function sidesOfNamed(
  session: Session,
  named: NamedFiles,
  fingerprint: Fingerprint | undefined,
): Promise<readonly Side[]> {
  if (!named.files) return storedSides(session, named.stored);
  return readWorking(named.files, fingerprint).map(({ side }) => side);
}

export function findVersion(state: LedgerState, environment: string, number: number): Outcome<Version> {
  const version = state.versions.get(versionKey(environment, number));
  return version
    ? answered(version)
    : refusal(
        'unknown-version',
        `There is no v${number} of ${environment}. secure-config version list shows all.`,
      );
}

export async function readVersion(
  session: Session,
  opened: Opened,
  environment: string,
  number: number,
): Promise<Outcome<Stored>> {
  const version = findVersion(opened.state, environment, number);
  if (!version.ok) return version;
  return readContent(session, opened, version.value.content);
}

export interface Base {
  /** With the secrets where they can be read. */
  readonly sides: readonly Side[];
  /** As everybody reads it. */
  readonly stored: readonly Side[];
}

/** The active version's; nothing where the environment has none. */
export async function readBase(
  session: Session,
  opened: Opened,
  environment: string,
  base: number | null,
): Promise<Outcome<Base>> {
  if (base === null) return answered({ sides: [], stored: [] });
  const read = await readVersion(session, opened, environment, base);
  if (!read.ok) return read;
  const { sides } = await sidesOf(session, opened, read.value);
  return answered({ sides, stored: await storedSides(session, read.value.files) });
}

export async function readRequest(session: Session, opened: Opened, id: string): Promise<Outcome<Stored>> {
  const request = opened.state.requests.get(id);
  if (!request)
    return refusal('unknown-request', `There is no request ${id}. secure-config request list shows all.`);
  const { subject } = request;
  if (subject.kind === 'policy') {
    return refusal('other-subject', `The request ${id} is for the policy, and has no files.`);
  }
  return readContent(session, opened, subject.content);
}
