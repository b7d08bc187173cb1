/** `secure-config ledger member add`: takes somebody into the ledger, or changes what they may do. */
import { neededAdministrators } from '../../../../shared/core/ledger/administration.ts';
import { type Member, withMember } from '../../../../shared/core/ledger/members.ts';
import { type Arguments, wrongUse } from '../../../arguments.ts';
import type { Command, ExitCode } from '../../../command.ts';
import type { Io } from '../../../io.ts';
import {
  AS_OPTION,
  actingPerson,
  type LedgerCode,
  orFail,
  withLedger,
  YES_OPTION,
} from '../../../ledger/here.ts';
import { isWanted } from '../../../ledger/member-change.ts';
import { askedText, page } from '../../../ledger/words.ts';
import { visibleText } from '../../../text/width.ts';

export const command: Command = {
  name: 'ledger member add',
  summary: 'take somebody into the ledger, or change their roles and keys',
  positionals: '<introduction|name>',
  description:
    'Takes the line with which somebody introduces themselves (secure-config identity show prints it: public key, age ' +
    'recipient, name), or a name with --key and --recipient, and makes them a member with the given roles. Who is a member ' +
    'already gets what the line says in place of what they had: a key that is left out is revoked for good.\n' +
    'The secrets of all versions are encrypted anew for who reads secrets from now on.\n' +
    'Where the policy asks for the approval of other administrators, it files a request for that.',
  options: {
    roles: {
      type: 'string',
      value: 'ROLE,…',
      help: 'their roles, with commas between; none unless said otherwise',
    },
    key: { type: 'string', value: 'KEY', help: 'their SSH public key: "ssh-ed25519 AAAA…"' },
    recipient: { type: 'string', value: 'age1…', help: 'where secrets are encrypted to for them' },
    secrets: {
      type: 'boolean',
      help: 'they read secrets, as the line says; --no-secrets: whatever the line says, they read none',
    },
    ...YES_OPTION,
    ...AS_OPTION,
  },
  examples: [
    [
      'ledger member add "ssh-ed25519 AAAA… age1… anna@example.com" --roles devops_lead',
      'by their introduction',
    ],
    [
      'ledger member add ci@example.com --key "ssh-ed25519 AAAA…" --roles system_admin',
      'a machine without secrets',
    ],
  ],
  maxPositionals: 4,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withLedger(io, async here => {
    const { code, ledger } = here;
    const { name, member } = memberOf(given, code);
    const person = await actingPerson(here, given.text('as'), io);
    const { policy } = orFail(await ledger.refresh()).state;
    const after = withMember(policy, name, member, policy.fingerprintKey);
    const { principal } = person;
    if (!(await isWanted({ name, before: policy, after, principal }, code, given, io))) return 0;
    const { reencrypted, view, request } = orFail(await code.setMember(ledger, person, name, member));
    if (request !== null) {
      io.out(page(...askedText(request, view.state.policy)));
      return 0;
    }
    const isJoint = neededAdministrators(view.state.policy) > neededAdministrators(policy);
    const roles = member.roles.length === 0 ? 'no role' : member.roles.join(', ');
    const secrets = reencrypted === 1 ? '1 version' : `${reencrypted} versions`;
    io.out(
      page(
        `${visibleText(name)} is a member now, with ${roles}.`,
        ...(reencrypted > 0 ? [`The secrets of ${secrets} are encrypted for them, too.`] : []),
        `${io.style('dim', 'policy')}  version ${view.state.policy.version}`,
        ...(isJoint ? ['From now on, a change of the policy takes a request and an approval.'] : []),
      ),
    );
    return 0;
  });
}

function memberOf(given: Arguments, code: LedgerCode): { readonly name: string; readonly member: Member } {
  const words = given.positionals.join(' ').trim();
  const introduced = words.includes(' ') ? code.parseIntroduction(words) : undefined;
  if (introduced?.problem) throw wrongUse(command, introduced.problem.message);
  const name = introduced?.value.principal ?? words;
  if (!code.isPrincipal(name))
    throw wrongUse(command, 'Give the whole line that secure-config identity show prints, or a name.');
  const key = given.text('key') ?? introduced?.value.publicKey;
  if (key === undefined)
    throw wrongUse(command, `Say with which key ${name} signs: --key "ssh-ed25519 AAAA…".`);
  const publicKey = code.parsePublicKey(key);
  if (publicKey.value === undefined) throw wrongUse(command, publicKey.problem.message);
  const recipient =
    given.flag('secrets') === false ? null : (given.text('recipient') ?? introduced?.value.recipient ?? null);
  const roles = (given.text('roles') ?? '').split(',').filter(role => role !== '');
  return { name, member: { roles, keys: [publicKey.value.text], recipient } };
}
