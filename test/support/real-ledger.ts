/** Ledgers on disk, with real git and real signatures, for tests: keys are Node's own, so that a thousand events take seconds. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Wish } from '../../shared/core/ledger/next-event.ts';
import type { Policy } from '../../shared/core/ledger/policy.ts';
import { type PublicKey, parsePublicKeyBlob } from '../../shared/core/ledger/ssh/public-key.ts';
import { encodeSignature, signedData } from '../../shared/core/ledger/ssh/sshsig.ts';
import { LEDGER_NAMESPACE } from '../../shared/core/ledger/ssh/verify.ts';
import { wireStrings } from '../../shared/core/ledger/ssh/wire.ts';
import { isFailure } from '../../shared/node/git/failure.ts';
import { findGit, type Git } from '../../shared/node/git/git.ts';
import { type Begun, beginLedger } from '../../shared/node/ledger/begin.ts';
import { type Ledger, openLedger } from '../../shared/node/ledger/ledger.ts';
import type { Author, Recorded } from '../../shared/node/ledger/record.ts';
import { record } from '../../shared/node/ledger/record.ts';
import { createSignatureVerifier } from '../../shared/node/ledger/signatures.ts';
import { policyOf } from './ledger-events.ts';

/** A new ed25519 key that signs in this process. */
export function makeAuthor(principal: string): Author {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const key = parsePublicKeyBlob(wireStrings('ssh-ed25519', point)).value as PublicKey;
  return {
    principal,
    signer: {
      publicKey: key,
      sign: async payload => {
        const bytes = sign(null, signedData(LEDGER_NAMESPACE, 'sha512', payload), privateKey);
        const signature = { algorithm: 'ssh-ed25519' as const, bytes };
        const parts = { key, namespace: LEDGER_NAMESPACE, hash: 'sha512' as const, signature };
        return { ok: true, value: encodeSignature(parts) };
      },
    },
  };
}

/** Unwraps what has to succeed. */
export function must<Value>(value: Value): Exclude<Value, { readonly kind: 'failure' }> {
  assert.ok(!isFailure(value), isFailure(value) ? JSON.stringify(value) : '');
  return value as Exclude<Value, { readonly kind: 'failure' }>;
}

export async function realGit(): Promise<Git> {
  return must(await findGit(process.env));
}

/** A folder that is gone after the test run. */
export function temporaryFolder(name: string): string {
  return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `secure-config-${name}-`)));
}

export interface RealLedger extends Begun {
  readonly root: string;
  readonly people: ReadonlyMap<string, Author>;
  author(principal: string): Author;
  /** Opens the ledger anew, as another process would. `home`: a person's state folder; the founder's unless said otherwise. */
  open(home?: string): Promise<Ledger>;
  folderOf(home?: string): string;
}

export interface Making {
  now: () => Date;
  /** Makes the key of a person. */
  authorOf: (principal: string) => Author;
}

/** `people`: name → roles; the first begins the ledger. */
export async function makeRealLedger(
  people: Readonly<Record<string, readonly string[]>>,
  overrides: Partial<Policy> = {},
  { now = () => new Date(), authorOf = makeAuthor }: Partial<Making> = {},
): Promise<RealLedger> {
  const root = temporaryFolder('ledger');
  const authors = new Map(Object.keys(people).map(name => [name, authorOf(name)]));
  const author = (name: string) => authors.get(name) ?? assert.fail(`nobody is called ${name}`);
  const policy = realPolicy(people, author, overrides);
  const git = await realGit();
  const verify = createSignatureVerifier();
  const folderOf = (home = 'first') => path.join(root, home);
  const [founder = ''] = Object.keys(people);
  const begun = must(
    await beginLedger({
      git,
      folderOf: () => folderOf(),
      now,
      author: author(founder),
      title: 'Test',
      policy,
      attachments: [],
    }),
  );
  const open = async (home?: string) =>
    must(await openLedger({ git, folder: folderOf(home), ...begun, verify, now }));
  return { ...begun, root, people: authors, author, open, folderOf };
}

export async function recordAs(ledger: Ledger, author: Author, wish: Wish): Promise<Recorded> {
  return must(await record(ledger, author, () => wish));
}

export function note(detail: string): Wish {
  return { kind: 'audit.recorded', data: { action: 'note', environment: null, version: null, detail } };
}

function realPolicy(
  people: Readonly<Record<string, readonly string[]>>,
  author: (name: string) => Author,
  overrides: Partial<Policy>,
): Policy {
  const policy = policyOf(people, overrides);
  const principals = Object.entries(policy.principals).map(([name, entry]) => [
    name,
    { ...entry, keys: [author(name).signer.publicKey.text] },
  ]);
  return { ...policy, principals: Object.fromEntries(principals) };
}
