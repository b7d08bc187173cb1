/** Tells apart, statement by statement and cheaply, what every dialect reads alike: the rest has to be compared. */
import type { DialectName } from './dialect.ts';
import type { Statement } from './dotenv-statement.ts';

/** Names that some parser cannot set, or that change how a parser reads. */
const SPECIAL_KEYS = new Set([
  ...['__proto__', 'UID', 'EUID', 'PPID', 'BASHOPTS', 'SHELLOPTS', 'BASH_VERSINFO', 'BASH_ARGC', 'BASH_ARGV'],
  ...[
    'FUNCNAME',
    'GROUPS',
    'RANDOM',
    'SECONDS',
    'LINENO',
    'EPOCHSECONDS',
    'DIRSTACK',
    'BASHPID',
    'BASH_COMMAND',
  ],
  ...[
    'SRANDOM',
    'EPOCHREALTIME',
    'BASH_SUBSHELL',
    'HISTCMD',
    'COMP_WORDBREAKS',
    '_',
    'DOTENV_LINEBREAK_MODE',
  ],
]);

const PLAIN =
  /^(export )?([A-Za-z_][A-Za-z0-9_]*)=(?:[A-Za-z0-9_./:@%+,=^-]*|("[A-Za-z0-9_./:@%+,=^?*; -]*"))\n?$/;
const PLAIN_COMMENT = /^#[^\\\r\n\0\u2028\u2029]*\n$/;

/** The longest line that is called plain, in UTF-16 code units: one dialect refuses long lines. */
const LONGEST_LINE = 10_000;

/**
 * Whether all of `dialects` read the statement alike, and so that they all end it where it ends. A file of such
 * statements alone is portable as it is.
 */
export function isPlain(
  text: string,
  start: number,
  statement: Statement,
  dialects: ReadonlySet<DialectName>,
): boolean {
  if (statement.length > LONGEST_LINE) return false;
  const line = text.slice(start, start + statement.length);
  if (statement.kind === 'blank') return line === '\n';
  if (statement.kind === 'comment') return PLAIN_COMMENT.test(line);
  const match = statement.kind === 'assignment' ? PLAIN.exec(line) : null;
  if (!match || SPECIAL_KEYS.has(match[2] ?? '')) return false;
  if (match[1] && (dialects.has('docker-run') || dialects.has('systemd'))) return false;
  return !match[3] || !dialects.has('docker-run');
}
