/** Finds the command that is asked for, loads that one alone, and runs it. */
import { version } from '../package.json';
import { nearestName } from '../shared/core/text/nearest.ts';
import { parseArguments } from './arguments.ts';
import { type Command, CommandFailure, type ExitCode } from './command.ts';
import { helpOf, helpOfAll } from './help.ts';
import { type Io, processIo } from './io.ts';

/** In the order in which help lists them. To add a command, add its file in commands/ and its line here. */
const COMMANDS = new Map<string, () => Promise<{ readonly command: Command }>>([
  ['check', () => import('./commands/check.ts')],
  ['matrix', () => import('./commands/matrix.ts')],
  ['inspect', () => import('./commands/inspect.ts')],
  ['rules', () => import('./commands/rules.ts')],
  ['explain', () => import('./commands/explain.ts')],
  ['init', () => import('./commands/init.ts')],
  ['lsp', () => import('./commands/lsp.ts')],
]);

/** Never throws: what goes wrong is said on standard error. */
export async function runCommandLine(args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const io = processIo(colourOf(args), signal);
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof CommandFailure) {
      io.err(`${error.message}\n`);
      return error.exitCode;
    }
    io.err(describeBug(error));
    return 3;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  if (name === '--version' || name === '-V') return say(io, `${version}\n`);
  if (['--help', '-h'].includes(name) || (name === 'help' && rest.length === 0))
    return say(io, await allHelp(io));
  if (name === '') {
    io.err(await allHelp(io));
    return 2;
  }
  const wanted = name === 'help' ? (rest[0] ?? '') : name;
  const load = COMMANDS.get(wanted);
  if (load === undefined) throw unknownCommand(wanted);
  const { command } = await load();
  const given = parseArguments(command, name === 'help' ? ['--help'] : rest);
  return given.flag('help') ? say(io, helpOf(command, io.style)) : command.run(given, io);
}

function say(io: Io, text: string): ExitCode {
  io.out(text);
  return 0;
}

async function allHelp(io: Io): Promise<string> {
  const modules = await Promise.all([...COMMANDS.values()].map(load => load()));
  return helpOfAll(
    modules.map(module => module.command),
    io.style,
  );
}

function unknownCommand(name: string): CommandFailure {
  const meant = nearestName(name, [...COMMANDS.keys()]);
  const what = name.startsWith('-') ? 'There is no such option' : 'There is no such command';
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return new CommandFailure(`${what}: ${name}${hint || '.'} See secure-config --help.`, 2);
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
