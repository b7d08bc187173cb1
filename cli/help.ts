/** The help texts, made from what the commands say of themselves. */
import { COMMON_OPTIONS, type Command, type CommandGroup, type Options } from './command.ts';
import type { Style } from './text/style.ts';

const WIDTH = 92;

/** A command or a group, as a list shows it. */
type Listed = Pick<Command, 'name' | 'summary'>;

/** `secure-config --help`. */
export function helpOfAll(summary: string, commands: readonly Listed[], style: Style): string {
  return lines(
    style('bold', `secure-config: ${summary}`),
    '',
    `${style('bold', 'Usage:')} secure-config <command> [options]`,
    '',
    style('bold', 'Commands:'),
    ...commandLines(commands),
    '',
    'secure-config <command> --help says more of each; secure-config --version says which one this is.',
    '',
    style('bold', 'Exit codes:'),
    '  0 clean   1 findings   2 wrong use   3 could not run',
  );
}

/** `secure-config <group> --help`. */
export function helpOfGroup(group: CommandGroup, commands: readonly Listed[], style: Style): string {
  return lines(
    `${style('bold', 'Usage:')} secure-config ${group.name} <command> [options]`,
    '',
    ...group.description.split('\n').flatMap(paragraph => wrap(paragraph, WIDTH)),
    '',
    style('bold', 'Commands:'),
    ...commandLines(commands),
    '',
    `secure-config ${group.name} <command> --help says more of each.`,
  );
}

/** `secure-config <command> --help`. */
export function helpOf(command: Command, style: Style): string {
  const title = (text: string): string => style('bold', text);
  return lines(
    `${title('Usage:')} ${['secure-config', command.name, command.positionals, '[options]'].filter(Boolean).join(' ')}`,
    '',
    ...command.description.split('\n').flatMap(paragraph => wrap(paragraph, WIDTH)),
    '',
    title('Options:'),
    ...optionLines({ ...command.options, ...COMMON_OPTIONS }),
    '',
    title('Examples:'),
    ...command.examples.flatMap(([example, does]) => [
      `  secure-config ${example}`,
      style('dim', `      ${does}`),
    ]),
  );
}

/** Each by the last word of its name. */
function commandLines(commands: readonly Listed[]): string[] {
  const rows = commands.map(({ name, summary }) => ({ word: name.split(' ').at(-1) ?? name, summary }));
  const longest = Math.max(...rows.map(({ word }) => word.length));
  return rows.map(({ word, summary }) => `  ${word.padEnd(longest)}  ${summary}`);
}

function optionLines(options: Options): string[] {
  const rows = Object.entries(options).map(([name, option]) => {
    const short = option.short === undefined ? '    ' : `-${option.short}, `;
    const value = option.type === 'boolean' ? '' : ` ${option.value ?? option.choices?.join('|') ?? 'TEXT'}`;
    const preset =
      option.default === undefined || option.default === ''
        ? ''
        : ` (${option.default} unless said otherwise)`;
    return { left: `  ${short}--${name}${value}`, right: option.help + preset };
  });
  const column = Math.min(36, Math.max(...rows.map(row => row.left.length)) + 2);
  return rows.flatMap(({ left, right }) => {
    const [first = '', ...rest] = wrap(right, WIDTH - column);
    const fits = left.length + 2 <= column;
    const head = fits ? [left.padEnd(column) + first] : [left, ' '.repeat(column) + first];
    return [...head, ...rest.map(line => ' '.repeat(column) + line)];
  });
}

/** Breaks at blanks so that no line is longer than `width`, unless a word is. An empty text is one empty line. */
export function wrap(text: string, width: number): string[] {
  const result: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      result.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...result, line];
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
