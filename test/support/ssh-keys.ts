/** Real keys for tests: made by ssh-keygen, signed with by ssh-keygen, verified by ssh-keygen. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { needProgram } from './debian-programs.ts';

export interface SshKeyFile {
  /** Of the private key; the public one lies beside it. */
  readonly path: string;
  readonly publicLine: string;
}

/** Key types as `ssh-keygen -t` and `-b` take them. */
export const KEYGEN_TYPES: Readonly<Record<string, readonly string[]>> = {
  'ssh-ed25519': ['-t', 'ed25519'],
  'ecdsa-sha2-nistp256': ['-t', 'ecdsa', '-b', '256'],
  'ecdsa-sha2-nistp384': ['-t', 'ecdsa', '-b', '384'],
  'ecdsa-sha2-nistp521': ['-t', 'ecdsa', '-b', '521'],
  'ssh-rsa': ['-t', 'rsa', '-b', '2048'],
};

export function makeSshKey(
  folder: string,
  type: string,
  { name = type, passphrase = '' }: { name?: string; passphrase?: string } = {},
): SshKeyFile {
  needProgram('ssh-keygen', 'openssh-client');
  const file = path.join(folder, name);
  const options = KEYGEN_TYPES[type];
  assert.ok(options !== undefined, `ssh-keygen makes no ${type}`);
  keygen(['-q', ...options, '-N', passphrase, '-C', 'test', '-f', file]);
  return { path: file, publicLine: fs.readFileSync(`${file}.pub`, 'utf8') };
}

/** As ssh-keygen writes it: of ECDSA with either s. */
export function keygenSign(
  key: SshKeyFile,
  namespace: string,
  message: Uint8Array,
  hash: 'sha512' | 'sha256' = 'sha512',
): string {
  return keygen(['-Y', 'sign', '-q', '-O', `hashalg=${hash}`, '-n', namespace, '-f', key.path], message);
}

/** What `ssh-keygen -Y verify` thinks of the signature. */
export function keygenVerifies(
  folder: string,
  publicLine: string,
  namespace: string,
  armored: string,
  message: Uint8Array,
): boolean {
  const [allowed, signature] = ['allowed_signers', 'signature'].map(name => path.join(folder, name));
  fs.writeFileSync(allowed ?? '', `somebody ${publicLine.trimEnd()}\n`);
  fs.writeFileSync(signature ?? '', armored);
  const args = [
    '-Y',
    'verify',
    '-f',
    allowed ?? '',
    '-I',
    'somebody',
    '-n',
    namespace,
    '-s',
    signature ?? '',
  ];
  return spawnSync('ssh-keygen', args, { input: message }).status === 0;
}

/** Runs ssh-keygen, without an agent of the person who runs the tests, and answers what it prints. */
export function keygen(args: readonly string[], input?: Uint8Array): string {
  const { SSH_AUTH_SOCK: _agent, ...env } = process.env;
  const run = spawnSync('ssh-keygen', args, { input, env, encoding: 'utf8' });
  assert.equal(run.status, 0, `ssh-keygen ${args.join(' ')}: ${run.stderr}`);
  return run.stdout;
}
