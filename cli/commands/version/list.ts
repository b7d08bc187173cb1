/** `secure-config version list`: the history of an environment, or of all. */

import type { ShownVersion } from '../../../shared/core/workflow/shown/version.ts';
import type { WorkflowService } from '../../../shared/node/workflow/service.ts';
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { page } from '../../ledger/words.ts';
import { orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { LOOK_OPTIONS } from '../../workflow/options.ts';
import { versionsText } from '../../workflow/version-text.ts';

export const command: Command = {
  name: 'version list',
  summary: 'list versions, newest first',
  positionals: '[environment]',
  description: 'Lists the versions of an environment, or of every one, newest first.',
  options: {
    limit: { type: 'string', value: 'COUNT', default: '20', help: 'at most so many of each' },
    ...LOOK_OPTIONS,
  },
  examples: [
    ['version list production', 'its history'],
    ['version list --format json | jq ".environments[].versions[0].number"', 'the newest of each'],
  ],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withWorkflow(given, io, async service => {
    const histories = await historiesOf(service, given);
    if (given.text('format') === 'json') printJson(io, { environments: histories });
    else io.out(histories.length === 0 ? NONE : page(...histories.flatMap(each => historyText(each, io))));
    return 0;
  });
}

const NONE = 'There is no version yet. secure-config version create makes the first one of an environment.\n';

interface History {
  readonly environment: string;
  readonly versions: readonly ShownVersion[];
}

async function historiesOf(service: WorkflowService, given: Arguments): Promise<History[]> {
  const status = await orStop(service.status());
  const [named] = given.positionals;
  const names = named === undefined ? (status?.environments.map(({ name }) => name) ?? []) : [named];
  const limit = Math.max(1, Number(given.text('limit')) || 20);
  const histories: History[] = [];
  for (const environment of names) {
    const { items } = await orStop(service.versions({ environment, before: null, limit }));
    if (items.length > 0) histories.push({ environment, versions: items });
  }
  return histories;
}

function historyText({ environment, versions }: History, io: Io): string[] {
  return [io.style('bold', environment), ...versionsText(versions, io).map(line => `  ${line}`)];
}
