/**
 * Says what is allowed: a command of one person becomes the event that it wishes for, or a refusal. The last word is
 * that of replay, which judges everybody's events: what is decided here is accepted there.
 */
import { decodeEvent, encodeEvent } from '../ledger/event.ts';
import { nextEvent } from '../ledger/next-event.ts';
import { refusalOf } from '../ledger/replay.ts';
import type { LedgerState } from '../ledger/state.ts';
import { apply } from './commands/apply.ts';
import { approve } from './commands/approve.ts';
import { cancel } from './commands/cancel.ts';
import { changePolicy } from './commands/change-policy.ts';
import { createVersion } from './commands/create-version.ts';
import { deprecate } from './commands/deprecate.ts';
import { edit } from './commands/edit.ts';
import { emergencyApprove } from './commands/emergency-approve.ts';
import { expire } from './commands/expire.ts';
import { file } from './commands/file.ts';
import { recordAudit } from './commands/record-audit.ts';
import { reject } from './commands/reject.ts';
import { review } from './commands/review.ts';
import { tag } from './commands/tag.ts';
import type { Author, Decision } from './decision.ts';

type Commands = typeof COMMANDS;
type CommandOf<Name extends keyof Commands> = { readonly command: Name } & Parameters<Commands[Name]>[1];
export type Command = { [Name in keyof Commands]: CommandOf<Name> }[keyof Commands];

/** When somebody else was faster, it is asked again with the state after their event. */
export function decide(state: LedgerState, command: Command, author: Author): Decision {
  const make = COMMANDS[command.command] as (
    state: LedgerState,
    command: Command,
    author: Author,
  ) => Decision;
  const decision = make(state, command, author);
  if ('refusal' in decision) return decision;
  const read = decodeEvent(encodeEvent(nextEvent(state, decision, author)));
  const refusal = 'refusal' in read ? read.refusal : refusalOf(state, read.event, author.key);
  return refusal ? { refusal } : decision;
}

const COMMANDS = {
  createVersion,
  file,
  edit,
  approve,
  emergencyApprove,
  reject,
  cancel,
  expire,
  apply,
  review,
  tag,
  deprecate,
  changePolicy,
  recordAudit,
};
