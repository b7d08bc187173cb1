/**
 * What dist/ledger.js holds: the ledger, git and keys, which most runs do without. Server and command line reach it by
 * `import('…/ledger-bundle.ts')` at the moment of need, and import types from where they are.
 */
export { readCommit } from '../core/ledger/read-commit.ts';
export { createReplayer } from '../core/ledger/replay.ts';
export { verifySshsig } from '../core/ledger/ssh/verify.ts';
