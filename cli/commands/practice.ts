/** `secure-config practice`: walks a newcomer through request, approval, apply and rollback, in five minutes. */
import { type Arguments, parseArguments } from '../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../command.ts';
import { findCommand, isGroup } from '../find-command.ts';
import { wrap } from '../help.ts';
import type { Io } from '../io.ts';
import { type Stage, setUpStage } from '../practice/stage.ts';
import { STORY, type Step } from '../practice/story.ts';

export const command: Command = {
  name: 'practice',
  summary: 'try requests, approvals and rollback on an example, in five minutes',
  positionals: '',
  description:
    'Copies an example into a temporary folder, makes two identities and a ledger there, and walks you through a change that ' +
    'is asked for, approved, applied and rolled back, with the real commands. Your own identities, ledgers and files are not ' +
    'touched. On a terminal it waits for you between the steps.',
  options: {
    keep: { type: 'boolean', help: 'leave the folder there afterwards, to look around in' },
  },
  examples: [['practice', 'step by step']],
  maxPositionals: 0,
  run,
};

/** Columns. */
const WIDTH = 92;

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const stage = await setUpStage(io);
  try {
    for (const [index, step] of STORY.entries()) {
      io.out(`\n${paragraph(`${io.style('bold', `${index + 1}/${STORY.length}`)}  ${step.says}`)}\n`);
      if (!(await goesOn(io))) return 0;
      await play(step, stage);
    }
    io.out(`\n${paragraph(END)}\n`);
    return 0;
  } finally {
    if (given.flag('keep') === true) io.out(`It is all in ${stage.root}. Its identities are in home/.\n`);
    else await stage.remove();
  }
}

const END =
  'That is all there is to it. In your own project: secure-config init writes the manifest, secure-config ledger init begins the ledger, secure-config ledger member add takes colleagues in, and secure-config ledger sync --on shares it over the git remote that you have.';

function paragraph(text: string): string {
  return wrap(text, WIDTH).join('\n');
}

/** Without a terminal nobody is waited for. */
async function goesOn(io: Io): Promise<boolean> {
  if (io.signal.aborted) return false;
  const answer = await io.ask(io.style('dim', 'Enter goes on, q ends. '));
  return answer === null || !/^\s*q/i.test(answer);
}

async function play({ edit, types, isRefused = false }: Step, stage: Stage): Promise<void> {
  const { io } = stage;
  if (edit) {
    await stage.edit(edit.from, edit.to);
    io.out(`\n${io.style('dim', `  ${edit.from}  →  ${edit.to}`)}\n`);
  }
  for (const line of types) {
    const request = line.includes('REQUEST') ? await lastRequest(stage) : '';
    const shown = line.replace('REQUEST', request.slice(0, 8));
    io.out(`\n${io.style('bold', `  $ secure-config ${shown}`)}\n`);
    const failure = await runLine(shown, io);
    if (failure) io.out(`${io.style('yellow', failure)}\n`);
    if ((failure !== undefined) !== isRefused) throw new CommandFailure(STUCK, 3);
  }
}

const STUCK = 'That should have gone otherwise, and what follows would make no sense. Please report it.';

/** What it was refused with. */
async function runLine(line: string, io: Io): Promise<string | undefined> {
  const { ROOT } = await import('../root.ts');
  const { command: found, rest } = await findCommand(ROOT, splitWords(line));
  if (isGroup(found)) throw new Error(`${line} is no whole command`);
  try {
    await found.run(parseArguments(found, rest), io);
    return undefined;
  } catch (error) {
    if (error instanceof CommandFailure) return error.message;
    throw error;
  }
}

/** As a shell takes them apart, for lines that have no more than double quotes. */
function splitWords(line: string): string[] {
  return (line.match(/"[^"]*"|\S+/g) ?? []).map(word => word.replace(/^"(.*)"$/, '$1'));
}

async function lastRequest({ io }: Stage): Promise<string> {
  const printed: string[] = [];
  await runLine('request list --limit 1 --format json', { ...io, out: text => void printed.push(text) });
  const { requests } = JSON.parse(printed.join('')) as {
    readonly requests: readonly { readonly id: string }[];
  };
  return requests[0]?.id ?? '';
}
