/** The second pass over a dotenv file: what each statement sets, given the statements before it and the environment. */
import type { DialectReader, Resolution, Scope } from './dialect-reader.ts';
import { issue } from './dotenv-scan.ts';
import type { Assignment, BareName, Issue, Statement } from './dotenv-statement.ts';

export interface Readings {
  /** What the parser ends up with: nothing at all when it refuses the file. */
  readonly values: ReadonlyMap<string, string | null>;
  /** What each statement sets, by its index; `undefined` where it sets nothing. */
  readonly readings: readonly (Reading | undefined)[];
  /** What came up in this pass, by the statement's index. */
  readonly issues: ReadonlyMap<number, readonly Issue[]>;
  readonly refused: boolean;
}

export interface Reading {
  readonly value: string | null;
  readonly unread?: 'command';
}

type Binding = Assignment | BareName;

interface Pass {
  readonly reader: DialectReader;
  readonly scope: Scope & { readonly values: Map<string, string | null> };
  readonly readings: (Reading | undefined)[];
  readonly issues: Map<number, Issue[]>;
}

export function readValues(
  statements: readonly Statement[],
  reader: DialectReader,
  environment: ReadonlyMap<string, string>,
): Readings {
  const readings = new Array<Reading | undefined>(statements.length).fill(undefined);
  const pass: Pass = { reader, scope: { values: new Map(), environment }, readings, issues: new Map() };
  for (const { index, counts } of evaluationOrder(statements, reader)) {
    const statement = statements[index];
    if (statement?.kind !== 'assignment' && statement?.kind !== 'bare-name') continue;
    readStatement(pass, statement, index, counts);
  }
  const refused =
    statements.some(statement => refuses(statement.issues)) || [...pass.issues.values()].some(refuses);
  return { values: refused ? new Map() : pass.scope.values, readings, issues: pass.issues, refused };
}

function refuses(issues: readonly Issue[]): boolean {
  return issues.some(found => found.refuses);
}

function readStatement(pass: Pass, statement: Binding, index: number, counts: boolean): void {
  const { reader, scope } = pass;
  const resolution = resolve(pass, statement);
  if (resolution.issues) pass.issues.set(index, [...resolution.issues]);
  const { value, unread } = resolution;
  if (value === undefined) return;
  pass.readings[index] = unread ? { value, unread } : { value };
  if (reader.losesKey?.(statement.key.text)) {
    pass.issues.set(index, [...(resolution.issues ?? []), issue('syntax/lost-value', statement.key.span)]);
  } else if (counts) scope.values.set(statement.key.text, value);
}

function resolve({ reader, scope }: Pass, statement: Binding): Resolution {
  const template = statement.kind === 'assignment' ? statement.value.template : '';
  const outer = reader.environmentValue?.(statement.key.text, scope.environment, template);
  if (outer !== undefined) return { value: outer };
  if (statement.kind === 'assignment' && statement.value.literal !== undefined) {
    const { literal, unread } = statement.value;
    return unread ? { value: literal, unread } : { value: literal };
  }
  return reader.resolve?.(statement, scope) ?? { value: undefined };
}

interface Step {
  readonly index: number;
  /** The statement sets its name: it is not one that a later one overrides before anybody can see it. */
  readonly counts: boolean;
}

function evaluationOrder(statements: readonly Statement[], reader: DialectReader): Iterable<Step> {
  return reader.resolvesLast
    ? orderOfKeys(statements)
    : statements.map((_, index) => ({ index, counts: true }));
}

const WHOLE_NUMBER = /^(?:0|[1-9][0-9]{0,9})$/;
const LARGEST_INDEX = 2 ** 32 - 2;

/**
 * The order in which a JavaScript object that was filled from the statements lists its keys: whole numbers first, then
 * each where it was first set. A key's overridden statements come right before the one that counts.
 */
function orderOfKeys(statements: readonly Statement[]): Step[] {
  const places = new Map<string, number[]>();
  for (const [index, statement] of statements.entries()) {
    if (statement.kind !== 'assignment') continue;
    const known = places.get(statement.key.text);
    if (known) known.push(index);
    else places.set(statement.key.text, [index]);
  }
  const isIndex = (key: string): boolean => WHOLE_NUMBER.test(key) && Number(key) <= LARGEST_INDEX;
  const keys = [...places.keys()];
  const numbers = keys.filter(isIndex).sort((a, b) => Number(a) - Number(b));
  const names = numbers.length > 0 ? keys.filter(key => !isIndex(key)) : keys;
  return [...numbers, ...names].flatMap(key => {
    const indexes = places.get(key) ?? [];
    return indexes.map(index => ({ index, counts: index === indexes.at(-1) }));
  });
}
