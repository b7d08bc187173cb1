/** Verifies the signatures of a ledger's commits, in this process. */
import type { VerifySignature } from '../../core/ledger/read-commit.ts';
import { LEDGER_NAMESPACE, verifySshsig } from '../../core/ledger/ssh/verify.ts';
import { createVerifier, nodeDigest } from '../keys/verify-raw.ts';

/** Keeps the keys that it has met ready, so one is to be used for many commits. */
export function createSignatureVerifier(): VerifySignature {
  const verifyRaw = createVerifier();
  return (signature, payload) => {
    const verified = verifySshsig(signature, payload, {
      namespace: LEDGER_NAMESPACE,
      verifyRaw,
      digest: nodeDigest,
    });
    return verified.ok ? { ok: true, key: verified.key.text } : { ok: false, message: verified.message };
  };
}
