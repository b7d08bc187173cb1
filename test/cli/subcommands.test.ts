/** Holds how words lead to a command, in groups too, and what help says of a group. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Command, CommandGroup, LoadCommand } from '../../cli/command.ts';
import { findCommand } from '../../cli/find-command.ts';
import { helpOfGroup } from '../../cli/help.ts';
import { createStyle } from '../../cli/text/style.ts';

const create = leaf('boat create', 'build one');
const show = leaf('boat show', 'look at it');
const boat: CommandGroup = {
  name: 'boat',
  summary: 'what floats',
  description: 'Boats of all sizes.',
  subcommands: new Map([
    ['create', async () => ({ command: create })],
    ['show', async () => ({ command: show })],
    ['lost', () => Promise.reject(new Error('it was loaded without need'))],
  ]),
};
const root: CommandGroup = {
  name: '',
  summary: '',
  description: '',
  subcommands: new Map<string, LoadCommand>([
    ['boat', async () => ({ command: boat })],
    ['row', async () => ({ command: leaf('row', 'go') })],
  ]),
};

describe('words of a command line', () => {
  const FOUND: readonly (readonly [words: string, name: string, rest: string])[] = [
    ['', '', ''],
    ['--help', '', '--help'],
    ['row --fast', 'row', '--fast'],
    ['row boat', 'row', 'boat'],
    ['boat', 'boat', ''],
    ['boat -h', 'boat', '-h'],
    ['boat create big --red', 'boat create', 'big --red'],
    ['boat show -h', 'boat show', '-h'],
  ];
  for (const [words, name, rest] of FOUND) {
    it(`"${words}" is ${name || 'no command'} with "${rest}"`, async () => {
      const found = await findCommand(root, words.split(' ').filter(Boolean));
      assert.deepEqual([found.command.name, found.rest.join(' ')], [name, rest]);
    });
  }

  const REFUSED: readonly (readonly [words: string, message: string])[] = [
    ['boad', 'There is no such command: boad; did you mean boat? See secure-config --help.'],
    [
      'boat shwo',
      'There is no such command: boat shwo; did you mean boat show? See secure-config boat --help.',
    ],
    ['boat 9', 'There is no such command: boat 9. See secure-config boat --help.'],
    ['boat --big', 'There is no such option: boat --big. See secure-config boat --help.'],
    ['create', 'There is no such command: create. See secure-config --help.'],
  ];
  for (const [words, message] of REFUSED) {
    it(`"${words}" is refused with what was probably meant`, async () => {
      await assert.rejects(findCommand(root, words.split(' ')), { message, exitCode: 2 });
    });
  }

  it('are listed in the help of their group', () => {
    assert.equal(
      helpOfGroup(boat, [create, show], createStyle(false)),
      [
        'Usage: secure-config boat <command> [options]',
        '',
        'Boats of all sizes.',
        '',
        'Commands:',
        '  create  build one',
        '  show    look at it',
        '',
        'secure-config boat <command> --help says more of each.',
        '',
      ].join('\n'),
    );
  });
});

function leaf(name: string, summary: string): Command {
  const nothing = { positionals: '', description: '', options: {}, examples: [] };
  return { name, summary, ...nothing, run: async () => 0 };
}
