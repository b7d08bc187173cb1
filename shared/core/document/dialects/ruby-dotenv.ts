/** bkeepers/dotenv for Ruby. It replaces `$NAME` and `${NAME}` in one pass and runs `$(command)`: we do not. */
import { spanOf } from '../../text/text.ts';
import { type DialectReader, LONGEST_VALUE, type Resolution, type Scope } from '../dialect-reader.ts';
import {
  type CharacterTest,
  isAsciiSpace,
  isLineBreak,
  isWord,
  normalizeBreaks,
} from '../dotenv-characters.ts';
import { splitParts } from '../dotenv-parts.ts';
import { findParentheses } from '../dotenv-references.ts';
import { issue } from '../dotenv-scan.ts';
import type { Assignment, BareName, Issue, QuoteKind, Value } from '../dotenv-statement.ts';
import { looseQuote } from './dotenv.ts';
import { type LineRules, type RawValue, scanLine } from './line-pattern.ts';

const VARIABLE = /(\\)?\$(?!\()\{?([A-Za-z0-9_]+)?\}?/g;
const LINE_BREAK_MODE = 'DOTENV_LINEBREAK_MODE';

const isKey: CharacterTest = code => isWord(code) || code === 0x2e;

const RULES: LineRules = {
  isSpace: isAsciiSpace,
  isBreak: isLineBreak,
  isKey,
  quotes: '\'"',
  skipsMark: true,
  bareNames: true,
  readValue: readRubyValue,
};

export const rubyDotenv: DialectReader = {
  name: 'ruby-dotenv',
  title: 'dotenv for Ruby',
  reproduces: 'bkeepers/dotenv 34156bf, Dotenv::Parser',
  scan: (source, offset) => scanLine(source, offset, RULES),
  resolve: resolveStatement,
  environmentValue: (key, environment) => (key === LINE_BREAK_MODE ? undefined : environment.get(key)),
  byteOrderMark: 'skipped',
};

function readRubyValue({ text, base, start, end, absent }: RawValue): {
  value: Value;
  issues: readonly Issue[];
} {
  const whole = text.slice(start, end);
  const first = whole[0] ?? '';
  const isQuote = first === "'" || first === '"';
  const enclosed = isQuote && whole.length > 1 && whole.endsWith(first);
  const single = enclosed && first === "'";
  const content = enclosed ? spanOf(start + 1, end - 1) : spanOf(start, end);
  const split = splitParts(text, content.start, content.end, base, {
    ...(single ? {} : { escape: /\\[\s\S]/ }),
    expands: !single,
    commands: single ? 'quoted' : 'run',
    keepsReferences: !single,
  });
  const template = normalizeBreaks(text.slice(content.start, content.end));
  const literal = single ? template : absent ? undefined : readPlain(template, enclosed);
  const value: Value = {
    span: spanOf(start - base, end - base),
    content: spanOf(content.start - base, content.end - base),
    ...(enclosed ? { quote: first as QuoteKind } : {}),
    parts: split.parts,
    references: split.references,
    template,
    ...(literal === undefined ? {} : { literal }),
    ...(split.runsCommand ? { literal: template, unread: 'command' as const } : {}),
  };
  const loose = isQuote && !enclosed ? [looseQuote(whole, first, value.span)] : [];
  return { value, issues: [...loose, ...split.issues] };
}

/** What is read without looking elsewhere: how `"\n"` is read depends on a variable. */
function readPlain(template: string, quoted: boolean): string | undefined {
  if (template.includes('$') || (quoted && /\\[nr]/.test(template))) return undefined;
  return unescapeText(template);
}

function unescapeText(value: string): string {
  return value.replace(/\\([^$])/g, '$1');
}

function resolveStatement(statement: Assignment | BareName, scope: Scope): Resolution {
  if (statement.kind === 'bare-name')
    return statement.export ? resolveExport(statement, scope) : { value: '' };
  const { value } = statement;
  if (value.template === '') return statement.export ? resolveExport(statement, scope) : { value: '' };
  const quoted = value.quote === '"' ? expandBreaks(value.template, scope) : value.template;
  return replaceVariables(unescapeCommands(unescapeText(quoted)), value.span, scope);
}

/** `export NAME`, and `export NAME=` with nothing behind it, ask for a name that is set already. */
function resolveExport({ key }: Assignment | BareName, scope: Scope): Resolution {
  if (scope.values.has(key.text)) return { value: undefined };
  return { value: undefined, issues: [issue('syntax/unset-export', key.span, true)] };
}

/** `\n` stays as it is, unless the file or the environment asks for the way of old. */
function expandBreaks(template: string, { values, environment }: Scope): string {
  const mode = values.get(LINE_BREAK_MODE) ?? environment.get(LINE_BREAK_MODE);
  if (mode !== 'legacy') return template.replace(/\\[nr]/g, '\\\\$&');
  return template.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
}

/** A command after a backslash is not run, and loses the backslash. */
function unescapeCommands(value: string): string {
  if (!value.includes('\\$(')) return value;
  const pairs = findParentheses(value, 0, value.length).filter(({ start, end }) => end - start > 1);
  const opened = new Set(pairs.map(pair => pair.start));
  return value.replace(/\\\$\(/g, (match, offset: number) => (opened.has(offset + 2) ? '$(' : match));
}

function replaceVariables(value: string, span: Assignment['value']['span'], scope: Scope): Resolution {
  let room = LONGEST_VALUE;
  const result = value.replace(VARIABLE, (match: string, backslash?: string, name?: string) => {
    if (backslash) return match.slice(1);
    if (name === undefined) return match;
    const replacement = scope.environment.get(name) ?? scope.values.get(name) ?? '';
    room -= replacement.length;
    return room < 0 ? '' : replacement;
  });
  return room < 0 ? { value: result, issues: [issue('syntax/value-too-long', span)] } : { value: result };
}
