/** The keys that a person has already and could sign with: the usual files of OpenSSH, and what the agent holds. */
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type PublicKey, parsePublicKey } from '../../core/ledger/ssh/public-key.ts';
import type { Environment } from '../environment.ts';
import { openAgent } from './agent.ts';

export interface KeyProposal {
  /** How `createIdentity` is told to take it. */
  readonly choice:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'agent'; readonly key: PublicKey };
  readonly publicKey: PublicKey;
  /** The file's path, or the comment that the agent has with the key. */
  readonly label: string;
}

/** The best first. */
const USUAL_FILES = ['id_ed25519', 'id_ed25519_sk', 'id_ecdsa', 'id_ecdsa_sk', 'id_rsa'];

/** Files before what only the agent has. Empty when there is none. */
export async function proposeKeys(environment: Environment): Promise<readonly KeyProposal[]> {
  const files = USUAL_FILES.map(name => path.join(environment.home, '.ssh', name));
  const inFiles = (await Promise.all(files.map(proposeFile))).filter(proposal => proposal !== undefined);
  const listed = await openAgent(environment).list();
  const inAgent = (listed.ok ? listed.value : []).map(
    ({ key, comment }): KeyProposal => ({ choice: { kind: 'agent', key }, publicKey: key, label: comment }),
  );
  const known = new Set(inFiles.map(({ publicKey }) => publicKey.text));
  return [...inFiles, ...inAgent.filter(({ publicKey }) => !known.has(publicKey.text))];
}

async function proposeFile(file: string): Promise<KeyProposal | undefined> {
  const line = await readFile(`${file}.pub`, 'utf8').catch(() => '');
  const publicKey = parsePublicKey(line).value;
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  return publicKey && { choice: { kind: 'file', path: file }, publicKey, label: file };
}
