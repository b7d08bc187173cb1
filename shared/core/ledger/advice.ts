/** What a person does about something that is wrong with a ledger, for each code of a failure. */

export function adviceOn(code: string): string {
  return (Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined) ?? ASK;
}

/** What a person does about an event that a remote or a backup offered, and that was refused with this code. */
export function adviceOnOffered(code: string): string {
  return ADVICE[code] === UPDATE ? UPDATE : SET_BACK;
}

const SET_BACK =
  'Nothing is taken from there until it is gone: ask who put it there and who may write there, and have it set back to the event before, or take an older backup. Then try again.';

const ASK =
  'Do not rely on what comes after this event. Compare the head digest with colleagues, and ask who recorded it.';
const RESTORE =
  'Sync the ledger from its remote, or restore a backup: nothing is overwritten by that. Then look after this disk.';
const FOREIGN =
  'Somebody has put this event in without the right to. Go back to the last head that you and your colleagues agree on, and change who may push to the ledger’s ref.';
const UPDATE =
  'Update Secure Config: a newer version may have written this event. If it is the newest one, treat it as forged.';
const PIN = 'Compare the genesis with the manifest of a colleague, or with the report of an earlier day.';

const CLAIM =
  'Look at this request and its texts yourself (secure-config request show, version show), and ask who filed and who approved it. What is active now may have to be rolled back. If they worked with another version of Secure Config, compare with that first.';

const ADVICE: Readonly<Record<string, string>> = {
  signature: FOREIGN,
  'unknown-principal': FOREIGN,
  'foreign-key': FOREIGN,
  'wrong-role': FOREIGN,
  'self-promotion': FOREIGN,
  'policy-inconsistent': FOREIGN,
  'revoked-key': FOREIGN,
  sequence: FOREIGN,
  'broken-chain': FOREIGN,
  'commit-grammar': FOREIGN,
  'wrong-ledger': PIN,
  genesis: PIN,
  'not-pinned': PIN,
  'format-version': UPDATE,
  'unknown-kind': UPDATE,
  'changes-differ': CLAIM,
  'unmapped-file': CLAIM,
  'rollback-differs': CLAIM,
  prerequisite: CLAIM,
  'assessment-differs': CLAIM,
  damaged: RESTORE,
  'attachment-content': RESTORE,
  attachments: RESTORE,
  'not-linear': RESTORE,
};
