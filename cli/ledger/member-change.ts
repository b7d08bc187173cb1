/** What becomes of a member, shown before others are asked for it, and before a person has agreed. */
import { administratorsOf, neededAdministrators } from '../../shared/core/ledger/administration.ts';
import { keysOf, type Policy, rolesOf } from '../../shared/core/ledger/policy.ts';
import type { Arguments } from '../arguments.ts';
import type { Io } from '../io.ts';
import { visibleText } from '../text/width.ts';
import { isConfirmed } from '../workflow/here.ts';
import type { LedgerCode } from './here.ts';
import { page, rowsText } from './words.ts';

export interface MemberChange {
  readonly name: string;
  readonly before: Policy;
  /** As it would be in force. */
  readonly after: Policy;
  /** Who wants it. */
  readonly principal: string;
}

/** Who is at a terminal is asked; a request is shown in any case. False: they said no. */
export async function isWanted(
  change: MemberChange,
  code: LedgerCode,
  given: Arguments,
  io: Io,
): Promise<boolean> {
  const approvals = neededAdministrators(change.before);
  const isAsked = io.interactive && given.flag('yes') !== true;
  if (isAsked || approvals > 0) io.out(page(...changeText(change, code, io), ...agreementText(change), ''));
  return !isAsked || isConfirmed(approvals > 0 ? 'Ask for it?' : 'Put it in force?', given, io);
}

function changeText(
  { name, before, after }: MemberChange,
  { keyFingerprint, parsePublicKey }: LedgerCode,
  io: Io,
): string[] {
  const { style } = io;
  const [was, will] = [keysOf(before, name), keysOf(after, name)];
  const shownKey = (key: string) => {
    const { value } = parsePublicKey(key);
    return value ? `${value.type} ${keyFingerprint(value.blob)}` : key;
  };
  const keys = [
    ...will.filter(key => !was.includes(key)).map(key => `${style('green', '+')} ${shownKey(key)}`),
    ...was
      .filter(key => !will.includes(key))
      .map(key => `${style('red', '-')} ${shownKey(key)}, revoked for good`),
  ];
  const rows: [string, string][] = [
    ['roles', changeOf(rolesText(before, name), rolesText(after, name))],
    ...(keys.length === 0 ? ['the same'] : keys).map((text, index): [string, string] => [
      index === 0 ? 'keys' : '',
      text,
    ]),
    ['secrets', changeOf(secretsText(before, name), secretsText(after, name))],
  ];
  return [style('bold', visibleText(name)), ...rowsText(rows, io).map(line => `  ${line}`)];
}

/** Who has to agree, where the policy in force asks for anybody. */
function agreementText({ before, principal }: MemberChange): string[] {
  const approvals = neededAdministrators(before);
  if (approvals === 0) return [];
  const others = administratorsOf(before).filter(name => name !== principal);
  const who = others.map(visibleText).join(', ');
  return [
    approvals === others.length
      ? `Has to be approved by ${who}.`
      : `Has to be approved by ${approvals} of ${who}.`,
  ];
}

function rolesText(policy: Policy, name: string): string {
  return rolesOf(policy, name).join(', ') || 'none';
}

function secretsText({ principals }: Policy, name: string): string {
  const recipient = Object.hasOwn(principals, name) ? principals[name]?.recipient : undefined;
  return recipient ? 'reads them' : 'reads none';
}

function changeOf(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}
