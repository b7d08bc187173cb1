/** `secure-config ledger init`: begins a ledger, after showing what it begins with. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { proposePolicy } from '../../../shared/core/ledger/from-profile.ts';
import { canPinLedger, pinLedger } from '../../../shared/core/profile/pin-ledger.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import { ruleSetDigest } from '../../../shared/core/workflow/rule-set.ts';
import { MANIFEST_NAME } from '../../../shared/node/project-loader.ts';
import { type Arguments, wrongUse } from '../../arguments.ts';
import { describeFileError, shownPath } from '../../check/sources.ts';
import { type Command, CommandFailure, type ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { AS_OPTION, actingPerson, FORMAT_OPTION, locate, orFail } from '../../ledger/here.ts';
import { policyText } from '../../ledger/policy-text.ts';
import { orStop, withWorkflow } from '../../workflow/here.ts';

export const command: Command = {
  name: 'ledger init',
  summary: 'begin a ledger for the folder’s configuration',
  positionals: '',
  description:
    'Makes the first event of a new ledger, with the approval and drift policy that the profile proposes, signs it with ' +
    'your identity, and pins it in secure-config.yaml. It shows what it would write, and asks first. Nothing is sent ' +
    'anywhere: that is for secure-config ledger sync.\n' +
    'You hold every role and may approve what you ask for, until you give roles to others; every report says so. With ' +
    '--team you hold the administration alone, and nobody approves their own requests.',
  options: {
    title: {
      type: 'string',
      value: 'TEXT',
      help: 'what the ledger is called; the folder’s name unless said otherwise',
    },
    team: { type: 'boolean', help: 'the profile’s policy as it is, for several people' },
    practice: {
      type: 'boolean',
      help: 'to try it out: two identities of this machine, the second made if need be, ask and approve in turn',
    },
    yes: { type: 'boolean', short: 'y', help: 'do it without asking' },
    ...AS_OPTION,
    ...FORMAT_OPTION,
  },
  examples: [
    ['ledger init', 'shows the policy, and asks'],
    ['ledger init --title "Voice platform" --team --yes', 'for a team, without asking'],
  ],
  maxPositionals: 0,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  if (given.flag('practice') === true) return beginPractice(given, io);
  const here = await locate(io);
  const { code, environment, folder, project } = here;
  if (project.manifest.ledger?.genesis !== undefined) {
    const message = `The manifest has a ledger already, ${project.manifest.ledger.id}. See secure-config ledger status.`;
    throw new CommandFailure(message, 3);
  }
  const manifest = path.join(folder, MANIFEST_NAME);
  const text = await readFile(manifest, 'utf8');
  if (!canPinLedger(text)) throw new CommandFailure(CANNOT_PIN, 3);
  const person = await actingPerson(here, given.text('as'), io);
  const isTeam = given.flag('team') === true;
  const founder = code.founderOf(person.identity, isTeam ? 'administration' : 'all');
  const founding = {
    founders: [founder],
    relaxations: { selfApproval: !isTeam, severalRoles: !isTeam },
    ruleSet: ruleSetDigest(project),
  };
  const plan = orFail(await code.planLedger(proposePolicy(project.profile), founding));
  const title = given.text('title') ?? path.basename(folder);
  const isJson = given.text('format') === 'json';
  if (!isJson)
    io.out(
      `${[io.style('bold', `A ledger for ${title}`), '', ...policyText(plan.policy, io)].join('\n')}\n\n`,
    );
  if (!(await isConfirmed(given, io))) return 0;
  const begun = orFail(
    await code.beginPersonalLedger({ ...plan, title, author: person, now: io.now }, environment),
  );
  const edits = pinLedger(text, begun) ?? [];
  await writeFile(manifest, applyEdits(text, edits)).catch(error => {
    const what = `The ledger ${begun.id} was begun, and ${shownPath(manifest, io.folder)} was not written: ${describeFileError(error)}`;
    throw new CommandFailure(`${what} Put under ledger: id: ${begun.id}, genesis: ${begun.genesis}.`, 3);
  });
  if (isJson)
    io.out(`${JSON.stringify({ formatVersion: 1, ...begun, title, policy: plan.policy }, null, 2)}\n`);
  else io.out(`Began the ledger ${begun.id}.\n${io.style('dim', 'genesis')}  ${begun.genesis}\n`);
  io.err(
    `${shownPath(manifest, io.folder)} names it now: commit that file, so that others trust the same ledger.\n`,
  );
  return 0;
}

const CANNOT_PIN =
  'The ledger cannot be written into the manifest without changing what else it says: it is no mapping, has something else than a mapping under ledger, or is written in an unusual way. Mend it first (secure-config check says where), or put an empty ledger: {} into it.';

/** For one person who wants to see how two would do it. */
async function beginPractice(given: Arguments, io: Io): Promise<ExitCode> {
  if (given.flag('team') === true) throw wrongUse(command, '--team and --practice contradict each other.');
  if (!(await isConfirmed(given, io))) return 0;
  return withWorkflow(given, io, async (service, folder) => {
    const title = given.text('title') ?? path.basename(folder);
    const { ledgerId } = await orStop(service.initialise({ title, mode: 'practice' }));
    const identities = await orStop(service.identities());
    const [first, second] = identities.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
    io.out(`Began the ledger ${ledgerId}, to practise.\n`);
    io.out(`You act as ${first?.name}; with --as ${second?.name} you are the other one.\n`);
    return 0;
  });
}

async function isConfirmed(given: Arguments, io: Io): Promise<boolean> {
  if (given.flag('yes') === true) return true;
  const answer = await io.ask('Begin it? [y/N] ');
  if (answer === null)
    throw wrongUse(command, 'There is no terminal to ask on. Use --yes to begin without asking.');
  if (/^\s*y(es)?\s*$/i.test(answer)) return true;
  io.err('Nothing was written.\n');
  return false;
}
