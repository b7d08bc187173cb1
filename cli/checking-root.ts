/** The commands that look at configuration, without those that govern its change. */
import type { CheckingWord } from './checking-words.ts';
import type { CommandGroup, LoadCommand } from './command.ts';

/** In the order in which help lists them. */
const COMMANDS: Readonly<Record<CheckingWord, LoadCommand>> = {
  check: () => import('./commands/check.ts'),
  matrix: () => import('./commands/matrix.ts'),
  inspect: () => import('./commands/inspect.ts'),
  rules: () => import('./commands/rules.ts'),
  explain: () => import('./commands/explain.ts'),
};

/** Without words about itself: root.ts has those. */
export const CHECKING_ROOT: CommandGroup = {
  name: '',
  summary: '',
  description: '',
  subcommands: new Map(Object.entries(COMMANDS)),
};
