/** Puts together the values of bash's words that name other variables. */
import { LONGEST_VALUE, type Resolution, type Scope } from '../dialect-reader.ts';
import { issue } from '../dotenv-scan.ts';
import type { Assignment, BareName, IssueCode } from '../dotenv-statement.ts';
import { type ParameterPiece, type Piece, readWord } from './bash-word.ts';

/** Stands for the process id, which nobody can know before. */
const PROCESS_ID = '1';
const SPECIAL: Readonly<Record<string, string>> = { '?': '0', '#': '0', '0': 'bash', $: PROCESS_ID };

interface Run {
  readonly scope: Scope;
  room: number;
  readonly faults: Set<IssueCode>;
}

export function resolveBash(statement: Assignment | BareName, scope: Scope): Resolution {
  if (statement.kind === 'bare-name') return { value: undefined };
  const { key, separator, value } = statement;
  const run: Run = { scope, room: LONGEST_VALUE, faults: new Set() };
  const appends = separator.end - separator.start === 2;
  const before = appends ? (lookUp(key.text, scope) ?? '') : '';
  const text = before + join(readWord(value.template, 0).pieces, value.template, run);
  const issues = [...run.faults].map(code => issue(code, value.span, isFatal(code)));
  return issues.length > 0 ? { value: text, issues } : { value: text };
}

function isFatal(code: IssueCode): boolean {
  return code === 'syntax/missing-reference';
}

function lookUp(name: string, { values, environment }: Scope): string | undefined {
  return values.get(name) ?? environment.get(name);
}

function join(pieces: readonly Piece[], source: string, run: Run): string {
  let result = '';
  for (const piece of pieces) {
    const text = textOf(piece, source, run);
    run.room -= text.length;
    if (run.room < 0) run.faults.add('syntax/value-too-long');
    else result += text;
  }
  return result;
}

function textOf(piece: Piece, source: string, run: Run): string {
  if (piece.kind === 'text' || piece.kind === 'escape') return piece.text;
  if (piece.kind === 'parameter') return expand(piece, source, run);
  const home = piece.kind === 'home' ? lookUp('HOME', run.scope) : undefined;
  if (home === undefined) run.faults.add('syntax/unsupported-expansion');
  return home ?? source.slice(piece.span.start, piece.span.end);
}

function expand(piece: ParameterPiece, source: string, run: Run): string {
  const { name, operator } = piece;
  if (name === '$') run.faults.add('syntax/process-id');
  const value = SPECIAL[name] ?? lookUp(name, run.scope);
  if (piece.length) return String([...(value ?? '')].length);
  if (operator === undefined) return value ?? '';
  const isSet = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  const argument = (): string => join(piece.argument ?? [], source, run);
  if (operator.endsWith('+')) return isSet ? argument() : '';
  if (isSet) return value ?? '';
  if (operator.endsWith('?')) run.faults.add('syntax/missing-reference');
  return operator.endsWith('?') ? '' : argument();
}
