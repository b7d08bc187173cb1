/** `secure-config request list`: which requests there are, and which wait for whom. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { page } from '../../ledger/words.ts';
import { orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { LOOK_OPTIONS } from '../../workflow/options.ts';
import { requestsText } from '../../workflow/request-text.ts';

export const command: Command = {
  name: 'request list',
  summary: 'list requests, those that wait for you first',
  positionals: '',
  description: 'Lists change requests: those that wait for you first, then the newest first.',
  options: {
    whose: {
      type: 'string',
      choices: ['waiting', 'mine', 'all'],
      default: 'all',
      help: 'those that wait for you, those that you filed, or all',
    },
    limit: { type: 'string', value: 'COUNT', default: '20', help: 'at most so many' },
    ...LOOK_OPTIONS,
  },
  examples: [['request list --whose waiting', 'what to look at']],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const whose = given.text('whose') as 'waiting' | 'mine' | 'all';
  const limit = Math.max(1, Number(given.text('limit')) || 20);
  return withWorkflow(given, io, async service => {
    const { items, next } = await orStop(service.requests({ whose, before: null, limit }));
    if (given.text('format') === 'json') printJson(io, { requests: items, next });
    else io.out(items.length === 0 ? 'There is no such request.\n' : page(...requestsText(items, io)));
    return 0;
  });
}
