/** Follows the words of a command line to the command or group that they name, loading no other. */
import { nearestName } from '../shared/core/text/nearest.ts';
import { type Command, CommandFailure, type CommandGroup } from './command.ts';
import { visibleText } from './text/width.ts';

export interface Found {
  readonly command: Command | CommandGroup;
  /** The words behind the command's name. Behind a group's there is nothing, or a request for help. */
  readonly rest: readonly string[];
}

/** @throws CommandFailure (2) for a word that names nothing */
export async function findCommand(root: CommandGroup, words: readonly string[]): Promise<Found> {
  let command: Command | CommandGroup = root;
  let rest = words;
  while (isGroup(command)) {
    const [word] = rest;
    if (word === undefined || asksForHelp(word)) break;
    const load = command.subcommands.get(word);
    if (load === undefined) throw unknownCommand(command, word);
    ({ command } = await load());
    rest = rest.slice(1);
  }
  return { command, rest };
}

export function isGroup(command: Command | CommandGroup): command is CommandGroup {
  return 'subcommands' in command;
}

export function asksForHelp(word: string | undefined): boolean {
  return word === '--help' || word === '-h';
}

function unknownCommand(group: CommandGroup, word: string): CommandFailure {
  const path = group.name === '' ? '' : `${group.name} `;
  const meant = nearestName(word, [...group.subcommands.keys()]);
  const what = word.startsWith('-') ? 'There is no such option' : 'There is no such command';
  const hint = meant === undefined ? '.' : `; did you mean ${path}${meant}?`;
  return new CommandFailure(
    `${what}: ${path}${visibleText(word)}${hint} See secure-config ${path}--help.`,
    2,
  );
}
