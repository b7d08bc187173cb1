/**
 * What dist/ledger.js holds: the ledger, git and keys, which most runs do without. Server and command line reach it by
 * `import('…/ledger-bundle.ts')` at the moment of need, and import types from where they are.
 */
export { introductionLine, isPrincipal, parseIntroduction } from '../core/ledger/introduction.ts';
export { keyFingerprint, parsePublicKey } from '../core/ledger/ssh/public-key.ts';
export { choiceOfFile, createIdentity, findInAgent } from './keys/create-identity.ts';
export { openIdentities } from './keys/identities.ts';
export { introductionOf } from './keys/identity.ts';
export { proposeKeys } from './keys/key-proposals.ts';
export { acknowledgeAlarm, listAlarms } from './ledger/alarms.ts';
export { backUp } from './ledger/bundle.ts';
export { verifyElsewhere } from './ledger/elsewhere.ts';
export { forgetRemote } from './ledger/known-remotes.ts';
export { eventsBack } from './ledger/look-back.ts';
export { removeMember, setMember } from './ledger/membership.ts';
export {
  authorsHere,
  beginPersonalLedger,
  hasPersonalLedger,
  openPersonalLedger,
  personNamed,
} from './ledger/personal.ts';
export { founderOf, planLedger } from './ledger/plan-ledger.ts';
export { eventsBetween } from './ledger/read-events.ts';
export { record } from './ledger/record.ts';
export { reencrypt } from './ledger/reencrypt.ts';
export { shownUrl } from './ledger/remote-address.ts';
export { restoreBackup } from './ledger/restore.ts';
export { secretsToRotate, unrotatedSecrets } from './ledger/rotation.ts';
export { settleHistory } from './ledger/settle.ts';
export { stateBefore } from './ledger/state-before.ts';
export { syncLedger } from './ledger/sync.ts';
export { isSyncOn, remoteOf, setSync } from './ledger/sync-settings.ts';
export { verifyOwnLedger } from './ledger/verify-own.ts';
export { createDeepVerify } from './workflow/deep-verify.ts';
export { driftHere } from './workflow/drift-here.ts';
export { openWorkflow } from './workflow/open-workflow.ts';
export { policyYaml } from './workflow/policies.ts';
