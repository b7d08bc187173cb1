/** Signs what goes into a ledger with an identity's key, wherever that key is. */
import { decodeKeySignature } from '../../core/ledger/ssh/key-signature.ts';
import { type PublicKey, parsePublicKey } from '../../core/ledger/ssh/public-key.ts';
import { encodeSignature, normalizeSignature, signedData } from '../../core/ledger/ssh/sshsig.ts';
import { LEDGER_NAMESPACE, type VerifyRaw, verifySshsig } from '../../core/ledger/ssh/verify.ts';
import { type AgentOptions, openAgent } from './agent.ts';
import { done, failed, type KeyFailureCode, type KeyResult } from './result.ts';
import { type KeygenOptions, signWithKeygen } from './ssh-keygen.ts';
import { createVerifier } from './verify-raw.ts';

/** Where a key is, and which one it is: `type base64`. */
export type SigningKey =
  | { readonly kind: 'file'; readonly path: string; readonly publicKey: string }
  | { readonly kind: 'agent'; readonly publicKey: string };

export interface Signer {
  readonly publicKey: PublicKey;
  /**
   * An armored SSHSIG in the ledger's namespace over SHA-512, of the one form that `verifySshsig` takes; it has been
   * verified before it is given out.
   */
  sign(payload: Uint8Array): Promise<KeyResult<string>>;
}

export type SignerOptions = KeygenOptions & Pick<AgentOptions, 'signTimeout'>;

/** A key that is a file is asked of the agent first, which is faster and needs no passphrase. */
export function createSigner(signing: SigningKey, options: SignerOptions): KeyResult<Signer> {
  const publicKey = parsePublicKey(signing.publicKey);
  if (publicKey.value === undefined) return failed('key-invalid', publicKey.problem.message);
  const key = publicKey.value;
  const verifyRaw = createVerifier();
  const sign = async (payload: Uint8Array): Promise<KeyResult<string>> => {
    const byAgent = await signByAgent(key, payload, options);
    if (byAgent.ok || signing.kind === 'agent' || !ELSEWHERE.includes(byAgent.code))
      return byAgent.ok ? proven(byAgent.value, key, payload, verifyRaw) : byAgent;
    const written = await signWithKeygen(signing.path, LEDGER_NAMESPACE, payload, options);
    return written.ok ? proven(written.value, key, payload, verifyRaw) : written;
  };
  return done({ publicKey: key, sign });
}

/** Why an agent does not sign, that leave a key's file to be tried. */
const ELSEWHERE: readonly KeyFailureCode[] = ['no-agent', 'agent-unreachable', 'key-not-in-agent'];

async function signByAgent(
  key: PublicKey,
  payload: Uint8Array,
  { environment, signal, signTimeout }: SignerOptions,
): Promise<KeyResult<string>> {
  const agent = openAgent(environment, { ...(signal && { signal }), ...(signTimeout && { signTimeout }) });
  const wire = await agent.sign(key, signedData(LEDGER_NAMESPACE, 'sha512', payload));
  if (!wire.ok) return wire;
  const signature = decodeKeySignature(key, wire.value);
  if (signature.value === undefined) return failed('wrong-signature', signature.problem.message);
  return done(
    encodeSignature({ key, namespace: LEDGER_NAMESPACE, hash: 'sha512', signature: signature.value }),
  );
}

/** A ledger refuses a signature for good, so none leaves that it would refuse. */
function proven(
  armored: string,
  key: PublicKey,
  payload: Uint8Array,
  verifyRaw: VerifyRaw,
): KeyResult<string> {
  const text = normalizeSignature(armored);
  if (text.value === undefined) return failed('wrong-signature', text.problem.message);
  const verified = verifySshsig(text.value, payload, { namespace: LEDGER_NAMESPACE, verifyRaw });
  if (!verified.ok) return failed('wrong-signature', verified.message);
  return verified.key.text === key.text
    ? done(text.value)
    : failed(
        'wrong-signature',
        'The key that signed is not the one that the identity names. Make a new identity for it: secure-config identity create.',
      );
}
