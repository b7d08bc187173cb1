/**
 * Globs over paths, with captures such as `{environment}`. Patterns come from repositories: every (pattern position,
 * text position) pair is tried at most once, so no pattern can take long.
 */
import { parseGlob, type Step } from './glob-syntax.ts';

export interface GlobOptions {
  /** What stands between parts: `/` unless said otherwise. One character. */
  readonly separator?: string;
  readonly ignoreCase?: boolean;
  /** False: `{` and `}` are ordinary characters. */
  readonly braces?: boolean;
}

export interface Glob {
  readonly pattern: string;
  matches(text: string): boolean;
  /** The captures by name (empty when the pattern has none), or undefined when the text does not match. */
  capture(text: string): ReadonlyMap<string, string> | undefined;
}

export type GlobResult =
  | { readonly ok: true; readonly glob: Glob }
  /** `reason`: a sentence that says what is wrong with the pattern. */
  | { readonly ok: false; readonly reason: string };

/**
 * `*` any characters within a part, `**` any number of whole parts, `?` one character, `[a-z]` and `[!a-z]` one of
 * several, `{a,b}` either, `{name}` captures characters other than the separator and `.`, `\` before any of them.
 */
export function compileGlob(pattern: string, options: GlobOptions = {}): GlobResult {
  const separator = options.separator ?? '/';
  const fold = options.ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  const parsed = parseGlob(fold(pattern), separator, options.braces ?? true);
  if (!parsed.ok) return parsed;
  const { alternatives } = parsed;
  const capture = (text: string): ReadonlyMap<string, string> | undefined => {
    const folded = fold(text);
    for (const steps of alternatives) {
      const found = run(steps, folded, separator);
      if (found) return captured(found, text);
    }
    return undefined;
  };
  return { ok: true, glob: { pattern, capture, matches: text => capture(text) !== undefined } };
}

/** The folders that a pattern names before its first special character, with `/` behind: where every match lies. */
export function fixedFolder(pattern: string): string {
  const special = pattern.search(/[*?[{\\]/);
  return pattern.slice(0, pattern.lastIndexOf('/', special < 0 ? pattern.length : special) + 1);
}

/** Captures so far, newest first; the last of the chain is empty. */
interface Captures {
  readonly name?: string;
  readonly start: number;
  readonly end: number;
  readonly before?: Captures;
}

interface State {
  readonly step: number;
  readonly offset: number;
  readonly captures: Captures;
}

const NOTHING: Captures = { start: 0, end: 0 };

function run(steps: readonly Step[], text: string, separator: string): Captures | undefined {
  if (!quicklyPossible(steps, text)) return undefined;
  const seen = new Uint8Array((steps.length + 1) * (text.length + 1));
  const pending: State[] = [{ step: 0, offset: 0, captures: NOTHING }];
  for (let state = pending.pop(); state; state = pending.pop()) {
    const { step, offset } = state;
    const slot = step * (text.length + 1) + offset;
    if (seen[slot]) continue;
    seen[slot] = 1;
    const next = steps[step];
    if (next) advance(next, state, text, separator, pending);
    else if (offset === text.length) return state.captures;
  }
  return undefined;
}

/** Pushes what may follow; what is pushed last is tried first. */
function advance(
  next: Step,
  { step, offset, captures }: State,
  text: string,
  separator: string,
  pending: State[],
): void {
  const char = text[offset];
  const inPart = char !== undefined && char !== separator;
  const isPartStart = offset === 0 || text[offset - 1] === separator;
  const further = step + 1;
  switch (next.kind) {
    case 'char':
      if (char === next.char) pending.push({ step: further, offset: offset + 1, captures });
      break;
    case 'any':
      if (inPart && next.accepts(char)) pending.push({ step: further, offset: offset + 1, captures });
      break;
    case 'star':
      if (inPart && next.accepts(char)) pending.push({ step, offset: offset + 1, captures });
      pending.push({ step: further, offset, captures });
      break;
    case 'parts':
      if (char !== undefined) pending.push({ step, offset: offset + 1, captures });
      if (isPartStart) pending.push({ step: further, offset, captures });
      break;
    case 'rest':
      if (char !== undefined) pending.push({ step: further, offset: text.length, captures });
      break;
    case 'open': {
      const opened = { name: next.name, start: offset, end: -1, before: captures };
      pending.push({ step: further, offset, captures: opened });
      break;
    }
    case 'close':
      pending.push({ step: further, offset, captures: { ...captures, end: offset } });
      break;
  }
}

/** Most texts differ from a pattern in the first or last characters: no need to set anything up for them. */
function quicklyPossible(steps: readonly Step[], text: string): boolean {
  const first = steps[0];
  const last = steps.at(-1);
  if (first?.kind === 'char' && first.char !== text[0]) return false;
  return last?.kind !== 'char' || last.char === text.at(-1);
}

function captured(chain: Captures, text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let link: Captures | undefined = chain; link?.name !== undefined; link = link.before) {
    if (!found.has(link.name)) found.set(link.name, text.slice(link.start, link.end));
  }
  return found;
}
