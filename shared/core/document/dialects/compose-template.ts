/** Compose's `${NAME:-default}` language, as its Go expression reads it: up to the last brace of the line, then back. */
import { DEEPEST_NESTING, LONGEST_VALUE } from '../dialect-reader.ts';
import type { IssueCode } from '../dotenv-statement.ts';

/** Case-insensitive in Go takes in the long s and the Kelvin sign. */
const NAME = /[_a-zA-Z\u017F\u212A][_a-zA-Z0-9\u017F\u212A]*/y;
const OPERATOR = /:?[-+?]/y;

export type Lookup = (name: string) => string | undefined;

interface Run {
  readonly lookup: Lookup;
  room: number;
  fault?: IssueCode;
}

/** With a `fault`, `value` is of no use. */
export function substitute(template: string, lookup: Lookup): { value: string; fault?: IssueCode } {
  const run: Run = { lookup, room: LONGEST_VALUE };
  const value = expand(template, run, 0);
  return run.fault ? { value, fault: run.fault } : { value };
}

function expand(text: string, run: Run, depth: number): string {
  if (depth > DEEPEST_NESTING) run.fault ??= 'syntax/too-deep';
  let result = '';
  let offset = 0;
  while (run.fault === undefined) {
    const dollar = text.indexOf('$', offset);
    if (dollar < 0) return result + text.slice(offset);
    const piece = readPiece(text, dollar, run, depth);
    result += text.slice(offset, dollar) + piece.value;
    run.room -= piece.value.length;
    if (run.room < 0) run.fault = 'syntax/value-too-long';
    offset = piece.end;
  }
  return result;
}

interface Piece {
  readonly value: string;
  readonly end: number;
}

function readPiece(text: string, dollar: number, run: Run, depth: number): Piece {
  const next = text[dollar + 1];
  if (next === '$') return { value: '$', end: dollar + 2 };
  const nameStart = next === '{' ? dollar + 2 : dollar + 1;
  const name = matchAt(NAME, text, nameStart);
  const nameEnd = nameStart + name.length;
  if (next !== '{') return { value: name === '' ? '$' : (run.lookup(name) ?? ''), end: nameEnd };
  const operator = matchAt(OPERATOR, text, nameEnd);
  const brace = operator === '' ? -1 : lastBrace(text, nameEnd + operator.length);
  if (name !== '' && brace >= 0) {
    const close = closingBrace(text, dollar, brace);
    const argument = expand(text.slice(nameEnd + operator.length, close), run, depth + 1);
    return { value: apply(name, operator, argument, run), end: close + 1 };
  }
  if (name === '' || text[nameEnd] !== '}') run.fault ??= 'syntax/bad-substitution';
  return { value: run.lookup(name) ?? '', end: nameEnd + 1 };
}

function matchAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}

/** The last closing brace of the line; -1 when none stands at or behind `from`. */
function lastBrace(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const brace = text.lastIndexOf('}', feed < 0 ? text.length : feed);
  return brace < from ? -1 : brace;
}

/** Any opening brace counts, and hides the character behind it. Without balance the last brace closes. */
function closingBrace(text: string, start: number, last: number): number {
  let open = 0;
  for (let offset = start; offset <= last; offset++) {
    if (text[offset] === '}' && --open === 0) return offset;
    if (text[offset] !== '{') continue;
    open++;
    offset++;
  }
  return last;
}

function apply(name: string, operator: string, argument: string, run: Run): string {
  const value = run.lookup(name);
  const isSet = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  if (operator.endsWith('-')) return isSet ? (value ?? '') : argument;
  if (operator.endsWith('+')) return isSet ? argument : (value ?? '');
  if (!isSet) run.fault ??= 'syntax/missing-reference';
  return value ?? '';
}
