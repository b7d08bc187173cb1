/** Says in words what is wrong in a dotenv file. No message quotes a value. */
import type { DialectReader } from './dialect-reader.ts';
import type { Issue, IssueCode } from './dotenv-statement.ts';

type Say = (parser: string, refuses: boolean) => string;

const MESSAGES: Readonly<Record<IssueCode, Say>> = {
  'security/command-substitution': parser =>
    `A command stands in this value. It was not run, here or anywhere in Secure Config, but bash, dotenv for Ruby and newer versions of dotenv-expand run it whenever they read the file, with the rights of whoever starts them; ${parser} decides what your application gets. Write the value itself, or put it in single quotes.`,
  'syntax/bad-key': (parser, refuses) =>
    `${parser} ${refuses ? 'refuses the file' : 'skips this line'}: this is not a name that it can set. Use letters, digits and underscores, and no space in front of the equals sign.`,
  'syntax/bad-substitution': (parser, refuses) =>
    `${parser} ${refuses ? 'refuses the file' : 'cannot replace this'}: the reference is not complete. Write \${NAME} or \${NAME:-default}; for a plain dollar sign use single quotes.`,
  'syntax/carriage-return': (parser, refuses) =>
    refuses
      ? `${parser} refuses the file: it takes the carriage return of this empty line for a command. Save the file with line feeds only (LF).`
      : `${parser} keeps the carriage return at the end of each line in the values. Save the file with line feeds only (LF).`,
  'syntax/garbage': parser =>
    `${parser} skips this: it is neither an assignment nor a comment. Write NAME=value, or put # in front of it.`,
  'syntax/key-spans-lines': parser =>
    `${parser} looks for the equals sign across lines, so all of this is one name. Put # in front of what is no assignment, without space before it.`,
  'syntax/last-name': parser =>
    `${parser} reads this name as the value of a variable without a name, because the file ends behind it. Write NAME= or add a line break.`,
  'syntax/line-too-long': parser =>
    `${parser} refuses the file: a line may not be longer than 65,535 bytes. Put the value in a file and its path here.`,
  'syntax/lost-value': parser =>
    `${parser} does not keep this value. Use another name, and close the quote if one is open.`,
  'syntax/missing-reference': (parser, refuses) =>
    `${parser} ${refuses ? 'refuses the file' : 'complains'}: this value demands a variable that is not set. Set it in a line above, or in the environment.`,
  'syntax/nul': (parser, refuses) =>
    refuses
      ? `${parser} refuses the file: there is a NUL character in it. It may not be a text file in UTF-8.`
      : 'There is a NUL character in this file, and no environment variable can hold one. It may not be a text file in UTF-8.',
  'syntax/process-id': parser =>
    `${parser} puts its process id here, so the value differs from run to run; it is shown as 1. For a plain dollar sign use single quotes.`,
  'syntax/rest-ignored': parser =>
    `${parser} stops reading here and ignores the rest of the file: there is no name in front of this equals sign. Write the name, or take the line out.`,
  'syntax/shell-command': parser =>
    `${parser} takes this for a command, or for part of one, and not for a value. Put the value in quotes, with no space around the equals sign.`,
  'syntax/text-after-quote': (parser, refuses) =>
    `${parser} ${refuses ? 'refuses the file' : 'does not take these quotes for quotes'}: text follows the closing one. Put all of the value in one pair of quotes.`,
  'syntax/too-deep': () =>
    'References are nested more than 100 deep here, so they were not followed. Put the parts in variables of their own.',
  'syntax/unset-export': parser =>
    `${parser} refuses the file: this exports a variable that no line above sets. Write NAME=value first.`,
  'syntax/unsupported-expansion': parser =>
    `${parser} works this out when it reads the file, and what it gets cannot be known here. Write the value itself, or put it in single quotes.`,
  'syntax/unterminated-quote': (parser, refuses) =>
    `${parser} ${refuses ? 'refuses the file' : 'does not read what was meant'}: this quote is never closed. Close it, or put the value in quotes of the other kind.`,
  'syntax/value-too-long': () =>
    'This value grows beyond a million characters when its references are replaced, so it was cut off. Do not let variables double each other.',
};

export function describeIssue(issue: Issue, reader: DialectReader): string {
  return MESSAGES[issue.code](reader.title, issue.refuses ?? false);
}
