/** The identities of the person at this machine, each in a folder of its own, and which of them is in use. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../environment.ts';
import { makePrivateFolder, writePrivateFile } from '../private-files.ts';
import { userFolders } from '../user-folders.ts';
import { type Identity, identityText, readIdentity } from './identity.ts';
import { done, failed, isSystemError, type KeyFailure, type KeyResult, systemCode } from './result.ts';

export interface IdentityStore {
  /** Names in alphabetical order, those too whose file is damaged. */
  names(): Promise<readonly string[]>;
  read(name: string): Promise<KeyResult<Identity>>;
  /** The name in use, by `SECURE_CONFIG_IDENTITY` or by choice; undefined when none is. */
  currentName(): Promise<string | undefined>;
  current(): Promise<KeyResult<Identity>>;
  use(name: string): Promise<KeyResult<Identity>>;
  /**
   * Makes a new one, whole or not at all. `fill` puts its files into `draft`, a folder that becomes `folder` when it is
   * done: what it says of paths it says of `folder`.
   */
  create(name: string, fill: (place: Place) => Promise<KeyResult<Identity>>): Promise<KeyResult<Identity>>;
  folderOf(name: string): string;
}

export interface Place {
  readonly draft: string;
  readonly folder: string;
}

export const IDENTITY_VARIABLE = 'SECURE_CONFIG_IDENTITY';

export function openIdentities(environment: Environment): IdentityStore {
  const { config } = userFolders(environment);
  const all = path.join(config, 'identities');
  const chosen = path.join(config, 'current');
  const folderOf = (name: string): string => path.join(all, name);
  const read = async (name: string): Promise<KeyResult<Identity>> =>
    objectionToName(name) ?? (await readFrom(folderOf(name), name));
  const currentName = async (): Promise<string | undefined> =>
    environment.variables[IDENTITY_VARIABLE] || (await readText(chosen))?.trim() || undefined;
  return {
    names: () => namesIn(all),
    read,
    currentName,
    current: async () => {
      const name = await currentName();
      return name === undefined ? NO_IDENTITY : read(name);
    },
    use: async name => {
      const identity = await read(name);
      if (!identity.ok) return identity;
      return (await written(config, () => writePrivateFile(chosen, `${name}\n`))) ?? identity;
    },
    create: (name, fill) => create(name, all, folderOf(name), fill),
    folderOf,
  };
}

const NO_IDENTITY = failed(
  'no-identity',
  'There is no identity to sign with. Make one: secure-config identity create.',
);

async function create(
  name: string,
  all: string,
  folder: string,
  fill: (place: Place) => Promise<KeyResult<Identity>>,
): Promise<KeyResult<Identity>> {
  const objection = objectionToName(name);
  if (objection !== undefined) return objection;
  if ((await namesIn(all)).includes(name)) return exists(name);
  const draft = path.join(all, `.${name}.${randomUUID()}`);
  try {
    await makePrivateFolder(all);
    await makePrivateFolder(draft);
    const identity = await fill({ draft, folder });
    if (!identity.ok) return identity;
    await writePrivateFile(path.join(draft, 'identity.json'), identityText(identity.value));
    await rename(draft, folder); // fails where somebody was faster
    return identity;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return ['ENOTEMPTY', 'EEXIST'].includes(systemCode(error)) ? exists(name) : unwritable(all, error);
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined); // no more than a leftover
  }
}

async function readFrom(folder: string, name: string): Promise<KeyResult<Identity>> {
  const file = path.join(folder, 'identity.json');
  const text = await readText(file);
  if (text === undefined)
    return failed(
      'identity-missing',
      `There is no identity ${name}. secure-config identity list shows those there are.`,
    );
  const identity = readIdentity(text);
  return identity === undefined || identity.name !== name
    ? failed(
        'identity-damaged',
        `${file} is not as it was written. Put it back from your backup, or make a new identity.`,
      )
    : done(identity);
}

/** Names are folders on every system: small letters, digits, - and _, and none that Windows keeps for itself. */
function objectionToName(name: string): KeyFailure | undefined {
  const fits = /^[a-z0-9][a-z0-9_-]{0,39}$/.test(name) && !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(name);
  return fits
    ? undefined
    : failed(
        'identity-name',
        'An identity’s name is made of small letters, digits, - and _, 40 at most: work, ci-bot.',
      );
}

async function namesIn(all: string): Promise<string[]> {
  const names = await readdir(all).catch(() => []);
  return names.filter(name => objectionToName(name) === undefined).sort();
}

function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function written(folder: string, write: () => Promise<void>): Promise<KeyFailure | undefined> {
  try {
    await makePrivateFolder(folder);
    await write();
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return unwritable(folder, error);
  }
}

function exists(name: string): KeyFailure {
  return failed('identity-exists', `There is an identity ${name} already. Give the new one another name.`);
}

function unwritable(folder: string, error: unknown): KeyFailure {
  return failed(
    'store-unwritable',
    `Nothing can be written in ${folder} (${systemCode(error)}). Give yourself permission, or set SECURE_CONFIG_HOME to another folder.`,
  );
}
