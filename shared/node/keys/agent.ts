/** Asks an ssh-agent for its keys and for signatures (draft-miller-ssh-agent, sections 4.4 and 4.5). */
import { connect } from 'node:net';
import { type PublicKey, parsePublicKeyBlob } from '../../core/ledger/ssh/public-key.ts';
import { readWire, wireStrings, wireUint32 } from '../../core/ledger/ssh/wire.ts';
import type { Environment } from '../environment.ts';
import { done, failed, type KeyFailure, type KeyResult, systemCode } from './result.ts';

export interface AgentKey {
  readonly key: PublicKey;
  readonly comment: string;
}

export interface Agent {
  /** Keys that may sign in a ledger; others and certificates are left out. */
  list(): Promise<KeyResult<readonly AgentKey[]>>;
  /** The wire form of a signature over `data`; of an RSA key with SHA-512. */
  sign(key: PublicKey, data: Uint8Array): Promise<KeyResult<Uint8Array>>;
}

export interface AgentOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds that a list may take, and a signature, for which somebody may have to be asked. */
  readonly listTimeout?: number;
  readonly signTimeout?: number;
}

const FAILURE = 5;
const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
const RSA_SHA2_512 = 4;
/** Bytes. OpenSSH's own agent sends no more. */
const LARGEST_ANSWER = 256 * 1024;
const WINDOWS_PIPE = '\\\\.\\pipe\\openssh-ssh-agent';

/** Connects when it is asked, once for each question. */
export function openAgent(environment: Environment, options: AgentOptions = {}): Agent {
  const socket =
    environment.variables.SSH_AUTH_SOCK || (environment.platform === 'win32' ? WINDOWS_PIPE : undefined);
  const { signal, listTimeout = 5000, signTimeout = 60_000 } = options;
  const ask = (request: Uint8Array, timeout: number): Promise<KeyResult<Uint8Array>> =>
    socket === undefined ? Promise.resolve(NO_AGENT) : exchange(socket, request, { timeout, signal });
  const list = async (): Promise<KeyResult<readonly AgentKey[]>> => {
    const answer = await ask(Uint8Array.of(REQUEST_IDENTITIES), listTimeout);
    return answer.ok ? readIdentities(answer.value) : answer;
  };
  return {
    list,
    sign: async (key, data) => {
      const flags = wireUint32(key.type === 'ssh-rsa' ? RSA_SHA2_512 : 0);
      const request = Buffer.concat([Uint8Array.of(SIGN_REQUEST), wireStrings(key.blob, data), flags]);
      const answer = await ask(request, signTimeout);
      if (!answer.ok) return answer;
      if (answer.value[0] === FAILURE) return whyRefused(key, await list());
      return readSignature(answer.value);
    },
  };
}

const NO_AGENT = failed(
  'no-agent',
  'There is no ssh-agent: SSH_AUTH_SOCK is not set. Start one (eval "$(ssh-agent)") and add the key with ssh-add.',
);
const NONSENSE = failed(
  'agent-unreachable',
  'What answers at SSH_AUTH_SOCK is no ssh-agent. Correct SSH_AUTH_SOCK.',
);

function readIdentities(answer: Uint8Array): KeyResult<readonly AgentKey[]> {
  const reader = readWire(answer);
  if (reader.byte() !== IDENTITIES_ANSWER) return NONSENSE;
  const count = reader.uint32();
  const keys: AgentKey[] = [];
  for (let index = 0; index < count && reader.problem() === undefined; index++) {
    const [blob, comment] = [reader.string(), reader.string()];
    const key = parsePublicKeyBlob(blob).value;
    if (key !== undefined) keys.push({ key, comment: Buffer.from(comment).toString('utf8') });
  }
  return reader.end() === undefined ? done(keys) : NONSENSE;
}

function readSignature(answer: Uint8Array): KeyResult<Uint8Array> {
  const reader = readWire(answer);
  const isSignature = reader.byte() === SIGN_RESPONSE;
  const signature = reader.string();
  return isSignature && reader.end() === undefined ? done(signature) : NONSENSE;
}

/** An agent says no with one byte, whatever the reason. */
function whyRefused(key: PublicKey, listed: KeyResult<readonly AgentKey[]>): KeyFailure {
  if (!listed.ok) return listed;
  return listed.value.some(each => each.key.text === key.text)
    ? failed(
        'agent-refused',
        'The ssh-agent has the key and did not sign. Confirm the request, or unlock the agent (ssh-add -X).',
      )
    : failed('key-not-in-agent', 'The ssh-agent has not got the key of this identity. Add it with ssh-add.');
}

/** Sends one message and answers with the content of the one that comes back. */
function exchange(
  socketPath: string,
  request: Uint8Array,
  { timeout, signal }: { timeout: number; signal: AbortSignal | undefined },
): Promise<KeyResult<Uint8Array>> {
  return new Promise(resolve => {
    let received = Buffer.alloc(0);
    const end = (result: KeyResult<Uint8Array>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      socket.destroy();
      resolve(result);
    };
    const cancel = (): void => end(failed('cancelled', 'Signing was cancelled.'));
    const timer = setTimeout(() => end(tooLate(timeout)), timeout);
    const socket = connect(socketPath, () => socket.write(Buffer.concat([wireStrings(request)])));
    socket.on('error', error => end(unreachable(error)));
    socket.on('close', () => end(NONSENSE));
    socket.on('data', chunk => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4) return;
      const length = received.readUInt32BE(0);
      if (length === 0 || length > LARGEST_ANSWER || received.length > length + 4) end(NONSENSE);
      else if (received.length === length + 4) end(done(received.subarray(4)));
    });
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel);
  });
}

function unreachable(error: Error): KeyFailure {
  return failed(
    'agent-unreachable',
    `The ssh-agent at SSH_AUTH_SOCK cannot be reached (${systemCode(error)}). Start one (eval "$(ssh-agent)") and add the key with ssh-add.`,
  );
}

function tooLate(timeout: number): KeyFailure {
  return failed(
    'agent-timeout',
    `The ssh-agent did not answer within ${timeout / 1000} s. Confirm the request or touch the key, and try again.`,
  );
}
