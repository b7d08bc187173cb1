/** Lets ssh-keygen sign and make keys: it alone reads a private key, and asks for its passphrase itself. */
import { type ChildProcess, spawn } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import process from 'node:process';
import { type PublicKey, parsePublicKey } from '../../core/ledger/ssh/public-key.ts';
import type { Environment } from '../environment.ts';
import { isOpenToOthers } from '../private-files.ts';
import { done, failed, type KeyFailure, type KeyResult, systemCode } from './result.ts';

export interface KeygenOptions {
  readonly environment: Environment;
  /**
   * Whether a person sits at our terminal: ssh-keygen may then ask for a passphrase, and say that a key waits to be
   * touched. Without one it can only ask through SSH_ASKPASS.
   */
  readonly terminal?: boolean;
  readonly signal?: AbortSignal;
}

/** An armored signature over `payload`, as ssh-keygen writes it. @param keyFile absolute; of a private key */
export async function signWithKeygen(
  keyFile: string,
  namespace: string,
  payload: Uint8Array,
  options: KeygenOptions,
): Promise<KeyResult<string>> {
  const objection = await objectionToKeyFile(keyFile);
  if (objection !== undefined) return objection;
  return runKeygen(['-Y', 'sign', '-q', '-n', namespace, '-f', keyFile], payload, options);
}

/** Makes an Ed25519 key at `keyFile`, its public half beside it. On a terminal ssh-keygen asks for a passphrase. */
export async function makeKey(
  keyFile: string,
  comment: string,
  options: KeygenOptions,
): Promise<KeyResult<PublicKey>> {
  const passphrase = options.terminal ? [] : ['-N', ''];
  const args = ['-q', '-t', 'ed25519', ...passphrase, '-C', comment, '-f', keyFile];
  const made = await runKeygen(args, undefined, options);
  return made.ok ? publicKeyOfFile(keyFile, options) : made;
}

/** From the `.pub` file beside a private key, else from the private key, for which ssh-keygen may need its passphrase. */
export async function publicKeyOfFile(
  keyFile: string,
  options: KeygenOptions,
): Promise<KeyResult<PublicKey>> {
  const objection = await objectionToKeyFile(keyFile);
  if (objection !== undefined) return objection;
  const beside = await readFile(`${keyFile}.pub`, 'utf8').catch(() => undefined);
  const line = beside ?? (await runKeygen(['-y', '-f', keyFile], undefined, options));
  if (typeof line !== 'string' && !line.ok) return line;
  const read = parsePublicKey(typeof line === 'string' ? line : line.value);
  return read.value === undefined
    ? failed('key-invalid', `The public key of ${keyFile} cannot be used: ${read.problem.message}`)
    : done(read.value);
}

async function objectionToKeyFile(keyFile: string): Promise<KeyFailure | undefined> {
  try {
    await access(keyFile, constants.R_OK);
    if (!(await isOpenToOthers(keyFile))) return undefined;
  } catch (error) {
    const code = systemCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? failed('key-file-missing', `There is no key at ${keyFile}. Put it back, or choose another identity.`)
      : failed(
          'key-file-unreadable',
          `The key at ${keyFile} cannot be read (${code}). Give yourself permission to read it.`,
        );
  }
  return failed(
    'key-file-permissions',
    `Others may read the key at ${keyFile}, so ssh-keygen does not use it. Run chmod 600 on it.`,
  );
}

/** Characters of what ssh-keygen prints; a signature has 6,000 at most. */
const MOST_OUTPUT = 100_000;

/** What it prints. Nothing of a key is in an argument but its path, nothing secret in what it says. */
function runKeygen(
  args: readonly string[],
  input: Uint8Array | undefined,
  { environment, terminal = false, signal }: KeygenOptions,
): Promise<KeyResult<string>> {
  const detached = !terminal && environment.platform !== 'win32'; // no terminal that somebody else is using
  return new Promise(resolve => {
    const child = spawn('ssh-keygen', args, {
      env: variablesFor(environment),
      cwd: environment.home, // no program of the folder that is worked on
      stdio: ['pipe', 'pipe', terminal ? 'inherit' : 'pipe'],
      detached,
      windowsHide: true,
    });
    const cancel = (): void => endWithChildren(child, detached);
    const end = (result: KeyResult<string>): void => {
      signal?.removeEventListener('abort', cancel);
      resolve(signal?.aborted ? failed('cancelled', 'Signing was cancelled.') : result);
    };
    let [output, complaint] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(0, MOST_OUTPUT);
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      complaint = (complaint + chunk).slice(0, MOST_OUTPUT);
    });
    child.stdin?.on('error', () => undefined); // it ended without reading: its exit code says why
    child.on('error', error => end(notStarted(error)));
    child.on('close', status => end(status === 0 ? done(output) : complained(complaint)));
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel);
    child.stdin?.end(input);
  });
}

/** With a window in which it asks for a passphrase. */
function endWithChildren(child: ChildProcess, isGroup: boolean): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (isGroup) process.kill(-child.pid);
  else child.kill();
}

/** Ours stay here: one of them may be a key. */
function variablesFor({ variables }: Environment): Record<string, string | undefined> {
  const others = Object.entries(variables).filter(([name]) => !name.startsWith('SECURE_CONFIG_'));
  return { ...Object.fromEntries(others), LC_ALL: 'C' };
}

function notStarted(error: Error): KeyFailure {
  return systemCode(error) === 'ENOENT'
    ? failed('ssh-keygen-missing', 'ssh-keygen is not on the PATH. Install OpenSSH 8.1 or newer.')
    : failed('ssh-keygen-failed', `ssh-keygen could not be started (${systemCode(error)}).`);
}

function complained(complaint: string): KeyFailure {
  if (/passphrase/i.test(complaint))
    return failed(
      'passphrase',
      'The key is protected by a passphrase that was not given. Add the key to the agent with ssh-add, or sign on a terminal.',
    );
  const words = complaint.replace(/\s+/g, ' ').trim();
  return failed('ssh-keygen-failed', `ssh-keygen did not do it${words === '' ? '.' : `: ${words}`}`);
}
