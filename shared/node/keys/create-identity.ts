/** Makes an identity: takes a person's own SSH key or makes one, and an age identity beside it. */
import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keyFingerprint, type PublicKey, parsePublicKey } from '../../core/ledger/ssh/public-key.ts';
import type { Environment } from '../environment.ts';
import { generateAgeKey, readAgeKey } from './age.ts';
import { AGE_VARIABLE, type AgeSource, ageFileText } from './age-source.ts';
import { openAgent } from './agent.ts';
import { openIdentities, type Place } from './identities.ts';
import type { Identity } from './identity.ts';
import { done, failed, type KeyResult } from './result.ts';
import type { SigningKey } from './signer.ts';
import { type KeygenOptions, makeKey, publicKeyOfFile } from './ssh-keygen.ts';

/** Which key signs. */
export type KeyChoice =
  | { readonly kind: 'new' }
  /** Absolute; of a private key. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'agent'; readonly key: PublicKey };

export interface IdentityWish {
  readonly name: string;
  readonly principal: string;
  readonly key: KeyChoice;
}

/** It is in use from then on when no other is. An age identity in the environment is taken instead of making one. */
export async function createIdentity(
  { name, principal, key }: IdentityWish,
  options: KeygenOptions,
): Promise<KeyResult<Identity>> {
  const store = openIdentities(options.environment);
  const made = await store.create(name, async place => {
    const signing = await signingKey(key, principal, place, options);
    if (!signing.ok) return signing;
    const age = await ageSource(place, options.environment);
    return age.ok ? done({ name, principal, signing: signing.value, age: age.value }) : age;
  });
  if (!made.ok || (await store.currentName()) !== undefined) return made;
  return store.use(name);
}

/**
 * What a path means: a private key's file; or, as git takes it too, the `.pub` file of a key that only the agent has.
 * @param file absolute
 */
export async function choiceOfFile(file: string): Promise<KeyResult<KeyChoice>> {
  if (!file.endsWith('.pub')) return done({ kind: 'file', path: file });
  const privateFile = file.slice(0, -'.pub'.length);
  if (
    await access(privateFile).then(
      () => true,
      () => false,
    )
  )
    return done({ kind: 'file', path: privateFile });
  const line = await readFile(file, 'utf8').catch(() => undefined);
  if (line === undefined) return failed('key-file-missing', `There is no key at ${file}. Correct the path.`);
  const key = parsePublicKey(line);
  return key.value === undefined
    ? failed('key-invalid', `The public key at ${file} cannot be used: ${key.problem.message}`)
    : done({ kind: 'agent', key: key.value });
}

/** The key in the agent with a fingerprint as `ssh-add -l` prints it. */
export async function findInAgent(
  environment: Environment,
  fingerprint: string,
): Promise<KeyResult<PublicKey>> {
  const listed = await openAgent(environment).list();
  if (!listed.ok) return listed;
  const found = listed.value.find(({ key }) => keyFingerprint(key.blob) === fingerprint);
  return found
    ? done(found.key)
    : failed(
        'key-not-in-agent',
        `The ssh-agent has no key ${fingerprint} that may sign. ssh-add -l lists those it has.`,
      );
}

async function signingKey(
  choice: KeyChoice,
  comment: string,
  { draft, folder }: Place,
  options: KeygenOptions,
): Promise<KeyResult<SigningKey>> {
  if (choice.kind === 'agent') return done({ kind: 'agent', publicKey: choice.key.text });
  const file = choice.kind === 'new' ? path.join(folder, 'id_ed25519') : choice.path;
  const publicKey =
    choice.kind === 'new'
      ? await makeKey(path.join(draft, 'id_ed25519'), comment, options)
      : await publicKeyOfFile(file, options);
  return publicKey.ok ? done({ kind: 'file', path: file, publicKey: publicKey.value.text }) : publicKey;
}

async function ageSource(
  { draft, folder }: Place,
  { variables }: Environment,
): Promise<KeyResult<AgeSource>> {
  const given = variables[AGE_VARIABLE];
  if (given) {
    const key = await readAgeKey(given, AGE_VARIABLE);
    return key.ok ? done({ kind: 'environment', recipient: key.value.recipient }) : key;
  }
  const key = await generateAgeKey();
  await writeFile(path.join(draft, 'age.txt'), ageFileText(key), { flag: 'wx', mode: 0o600 });
  return done({ kind: 'file', path: path.join(folder, 'age.txt'), recipient: key.recipient });
}
