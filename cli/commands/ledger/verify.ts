/** `secure-config ledger verify`: verifies all of a ledger, one's own or anybody's. */
import path from 'node:path';
import { isFailure } from '../../../shared/node/git/failure.ts';
import type { Elsewhere } from '../../../shared/node/ledger/elsewhere.ts';
import { openWorkspace } from '../../../shared/node/workspace.ts';
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { FORMAT_OPTION, locate, orFail, settingsOf } from '../../ledger/here.ts';
import { type Verified, verificationJson, verificationText } from '../../ledger/verification-text.ts';

export const command: Command = {
  name: 'ledger verify',
  summary: 'verify the whole ledger, from its first event on',
  positionals: '',
  description:
    'Verifies every event and every attachment anew, against the genesis that the manifest pins, and prints what it looked ' +
    'at, the digest of the head, and for each failure the event, the number of the threat (docs/threat-model.md) and what ' +
    'to do. It needs no network and no identity: who has no ledger of their own verifies the one in the project’s git ' +
    'repository, or in a backup. Ends with 1 when something is wrong.',
  options: {
    bundle: { type: 'string', value: 'FILE', help: 'verify a backup in place of your own ledger' },
    repository: {
      type: 'string',
      value: 'FOLDER',
      help: 'verify the ledger’s ref in this git repository in place of your own ledger',
    },
    deep: {
      type: 'boolean',
      help: 'compute anew what events say of their contents: changed fields, downgrades, scores',
    },
    ...FORMAT_OPTION,
  },
  examples: [
    ['ledger verify', 'your own, else the one in the project’s repository'],
    ['ledger verify --bundle ledger.bundle', 'a backup'],
    ['ledger verify --deep', 'also whether the events tell the truth about the texts'],
  ],
  maxPositionals: 0,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const verified = await verify(given, io);
  if (given.text('format') === 'json') io.out(`${JSON.stringify(verificationJson(verified), null, 2)}\n`);
  else io.out(verificationText(verified, io));
  return verified.verification.failures.length + verified.alarms.length > 0 ? 1 : 0;
}

async function verify(given: Arguments, io: Io): Promise<Verified> {
  const here = await locate(io);
  const settings = settingsOf(here);
  const workspace = openWorkspace({ roots: [here.folder], trusted: true, codeCache: io.codeCache });
  const deep = given.flag('deep') ? here.code.createDeepVerify({ ...here, workspace }) : undefined;
  const inspect = deep?.inspect;
  const [bundle, repository] = [given.text('bundle'), given.text('repository')];
  const elsewhere = async (where: Elsewhere, whose: string): Promise<Verified> => {
    const surroundings = { environment: here.environment, now: io.now, inspect };
    const verification = orFail(await here.code.verifyElsewhere(where, settings, surroundings));
    return { settings, whose, verification, isStoreChecked: false, alarms: [], deep: deep?.counts() };
  };
  if (bundle !== undefined)
    return elsewhere({ kind: 'backup', file: path.resolve(io.folder, bundle) }, `the backup ${bundle}`);
  if (repository !== undefined) {
    const where: Elsewhere = { kind: 'repository', folder: path.resolve(io.folder, repository) };
    return elsewhere(where, `the ledger in the repository ${repository}`);
  }
  const inProject = (): Promise<Verified> =>
    elsewhere({ kind: 'repository', folder: here.folder }, 'the ledger in this repository');
  if (!(await here.code.hasPersonalLedger(here.environment, settings.id))) return inProject();
  const ledger = orFail(await here.code.openPersonalLedger(settings, here.environment, io.now));
  try {
    const view = await ledger.refresh();
    if (isFailure(view) && view.code === 'empty') return await inProject();
    const verification = orFail(await here.code.verifyOwnLedger(ledger, undefined, inspect));
    const alarms = orFail(await here.code.listAlarms(ledger.repository));
    const open = alarms.filter(({ acknowledged }) => acknowledged === undefined);
    const whose = 'your own ledger';
    return { settings, whose, verification, isStoreChecked: true, alarms: open, deep: deep?.counts() };
  } finally {
    await ledger.close();
  }
}
