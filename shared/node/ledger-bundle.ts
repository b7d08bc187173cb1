/**
 * What dist/ledger.js holds: the ledger, git and keys, which most runs do without. Server and command line reach it by
 * `import('…/ledger-bundle.ts')` at the moment of need, and import types from where they are.
 */
export { readCommit } from '../core/ledger/read-commit.ts';
export { createReplayer } from '../core/ledger/replay.ts';
export { keyFingerprint, parsePublicKey } from '../core/ledger/ssh/public-key.ts';
export { verifySshsig } from '../core/ledger/ssh/verify.ts';
export { choiceOfFile, createIdentity, findInAgent } from './keys/create-identity.ts';
export { openIdentities } from './keys/identities.ts';
export { introductionOf, isPrincipal } from './keys/identity.ts';
export { proposeKeys } from './keys/key-proposals.ts';
