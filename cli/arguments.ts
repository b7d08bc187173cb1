/** Reads a command's arguments by node:util's parser, and says of what is wrong what was probably meant. */
import { parseArgs } from 'node:util';
import { nearestName } from '../shared/core/text/nearest.ts';
import { COMMON_OPTIONS, type Command, CommandFailure, type Option, type Options } from './command.ts';
import { visibleText } from './text/width.ts';

export interface Arguments {
  readonly positionals: readonly string[];
  /** The value of an option that takes one, or its default. */
  text(option: string): string | undefined;
  /** Whether a switch is on; undefined when neither it nor its `--no-` form was given. */
  flag(option: string): boolean | undefined;
}

/** @throws CommandFailure (2) for what the command does not understand */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const options: Options = { ...command.options, ...COMMON_OPTIONS };
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, option]) => [name, parserOption(option)]),
    ),
    strict: false,
    allowNegative: true,
    tokens: true,
  });
  const given = new Map<string, string | boolean>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const [name, value] = readOption(command, options, token.name, token.rawName, token.value);
    given.set(name, value);
  }
  if (command.maxPositionals !== undefined && positionals.length > command.maxPositionals) {
    throw wrongUse(command, `${positionals[command.maxPositionals]} is one argument too many.`);
  }
  return {
    positionals,
    text: option => asText(given.get(option)) ?? options[option]?.default,
    flag: option => asFlag(given.get(option)),
  };
}

/** The failure for a command that was given what it cannot use. */
export function wrongUse(command: Command, message: string): CommandFailure {
  return new CommandFailure(`${visibleText(message)} See secure-config ${command.name} --help.`, 2);
}

function parserOption(option: Option): { type: 'string' | 'boolean'; short?: string } {
  return option.short === undefined ? { type: option.type } : { type: option.type, short: option.short };
}

function readOption(
  command: Command,
  options: Options,
  name: string,
  rawName: string,
  value: string | undefined,
): [string, string | boolean] {
  const known = Object.hasOwn(options, name) ? options[name] : undefined;
  const negated =
    rawName.startsWith('--no-') && Object.hasOwn(options, rawName.slice(5)) ? rawName.slice(5) : '';
  if (known === undefined && negated !== '' && options[negated]?.type === 'boolean') return [negated, false];
  if (known === undefined)
    throw wrongUse(command, `There is no option ${rawName}${suggest(rawName, options)}`);
  if (known.type === 'boolean') {
    if (value !== undefined) throw wrongUse(command, `${rawName} takes no value.`);
    return [name, !rawName.startsWith('--no-')];
  }
  return [name, checkValue(command, known, rawName, value)];
}

function checkValue(command: Command, option: Option, rawName: string, value: string | undefined): string {
  if (value === undefined) {
    throw wrongUse(
      command,
      `${rawName} needs a value${option.choices ? `: ${option.choices.join(', ')}` : ''}.`,
    );
  }
  if (option.choices && !option.choices.includes(value)) {
    throw wrongUse(command, `${rawName} is one of ${option.choices.join(', ')}; '${value}' is none of them.`);
  }
  return value;
}

function suggest(rawName: string, options: Options): string {
  const meant = nearestName(rawName.replace(/^-+/, ''), Object.keys(options));
  return meant === undefined ? '.' : `; did you mean --${meant}?`;
}

function asText(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asFlag(value: string | boolean | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
