/** Finds the command that is asked for, loads that one alone, and runs it. */
import process from 'node:process';
import { version } from '../package.json';
import { parseArguments } from './arguments.ts';
import { CommandFailure, type CommandGroup, type ExitCode } from './command.ts';
import { asksForHelp, findCommand, isGroup } from './find-command.ts';
import { helpOf, helpOfAll, helpOfGroup } from './help.ts';
import { type Io, processIo } from './io.ts';

/** Never throws: what goes wrong is said on standard error. */
export async function runCommandLine(
  root: CommandGroup,
  args: readonly string[],
  signal: AbortSignal,
): Promise<ExitCode> {
  const io = processIo(colourOf(args), signal);
  process.once('exit', io.codeCache.keep);
  try {
    return await dispatch(root, args, io);
  } catch (error) {
    if (error instanceof CommandFailure) {
      io.err(`${error.message}\n`);
      return error.exitCode;
    }
    io.err(describeBug(error));
    return 3;
  }
}

async function dispatch(root: CommandGroup, args: readonly string[], io: Io): Promise<ExitCode> {
  if (args[0] === '--version' || args[0] === '-V') return say(io, `${version}\n`);
  const wantsHelp = args[0] === 'help';
  const { command, rest } = await findCommand(root, wantsHelp ? args.slice(1) : args);
  if (isGroup(command)) {
    const help = await helpOfCommands(command, io);
    if (wantsHelp || asksForHelp(rest[0])) return say(io, help);
    io.draw(help);
    return 2;
  }
  const given = parseArguments(command, wantsHelp ? ['--help'] : rest);
  return given.flag('help') ? say(io, helpOf(command, io.style)) : command.run(given, io);
}

function say(io: Io, text: string): ExitCode {
  io.out(text);
  return 0;
}

async function helpOfCommands(group: CommandGroup, { style }: Io): Promise<string> {
  const loaded = await Promise.all([...group.subcommands.values()].map(load => load()));
  const commands = loaded.map(({ command }) => command);
  return group.name === '' ? helpOfAll(group.summary, commands, style) : helpOfGroup(group, commands, style);
}

/** Before the arguments are parsed, because their errors are printed too. */
function colourOf(args: readonly string[]): boolean | undefined {
  const end = args.indexOf('--');
  const last = args.slice(0, end < 0 ? undefined : end).findLast(arg => /^--(no-)?color$/.test(arg));
  return last === undefined ? undefined : last === '--color';
}

/** Where it happened, without the error's own words: those may quote a value. */
function describeBug(error: unknown): string {
  const kind = error instanceof Error ? error.name : typeof error;
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : [];
  return `secure-config stopped because of a mistake of its own (${kind}). Please report it with these lines:\n${frames.join('\n')}\n`;
}
