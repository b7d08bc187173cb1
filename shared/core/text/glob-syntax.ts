/** Reads a glob into the steps that match it, and refuses what would expand to very much. */

/** One step of a match. `accepts` is asked only for characters that are not the separator. */
export type Step =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any'; readonly accepts: (char: string) => boolean }
  | { readonly kind: 'star'; readonly accepts: (char: string) => boolean }
  /** Any number of whole parts, each with the separator behind it. */
  | { readonly kind: 'parts' }
  /** At least one character, to the end. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'open'; readonly name: string }
  | { readonly kind: 'close' };

export type ParsedGlob =
  | { readonly ok: true; readonly alternatives: readonly (readonly Step[])[] }
  | { readonly ok: false; readonly reason: string };

const LONGEST_PATTERN = 1000;
const MOST_ALTERNATIVES = 64;
/** Steps of all alternatives together. */
const MOST_STEPS = 4000;
const CAPTURE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

const anything = (): boolean => true;
const captureCharacter = (char: string): boolean => char !== '.';

export function parseGlob(pattern: string, separator: string, braces: boolean): ParsedGlob {
  if (pattern.length > LONGEST_PATTERN) return refuse(`A pattern has at most ${LONGEST_PATTERN} characters.`);
  const expanded = braces ? expandBraces(pattern) : { ok: true as const, texts: [pattern] };
  if (!expanded.ok) return expanded;
  const alternatives: Step[][] = [];
  let total = 0;
  for (const text of expanded.texts) {
    const steps = parseSteps(text, separator, braces);
    if (typeof steps === 'string') return refuse(steps);
    alternatives.push(steps);
    total += steps.length;
    if (total > MOST_STEPS)
      return refuse('The alternatives of this pattern are too long. Write fewer, or shorter ones.');
  }
  return { ok: true, alternatives };
}

function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

type Expanded =
  | { readonly ok: true; readonly texts: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** `{a,b}` → two patterns. `{name}` stays: it is a capture. */
function expandBraces(pattern: string): Expanded {
  let texts = [''];
  let offset = 0;
  while (offset < pattern.length) {
    const char = pattern[offset] ?? '';
    if (char === '\\') {
      const escaped = pattern.slice(offset, offset + 2);
      texts = texts.map(text => text + escaped);
      offset += 2;
      continue;
    }
    if (char === '}') return refuse('A } has no { before it. Put \\ before it if it is meant as it stands.');
    const end = char === '{' ? pattern.indexOf('}', offset) : offset + 1;
    if (end < 0)
      return refuse('A { is never closed. Close it, or put \\ before it if it is meant as it stands.');
    const body = char === '{' ? pattern.slice(offset + 1, end) : '';
    if (body.includes('{')) return refuse('Braces stand within braces. Write the alternatives out.');
    const choices = body.includes(',')
      ? body.split(',')
      : [pattern.slice(offset, char === '{' ? end + 1 : end)];
    texts = texts.flatMap(text => choices.map(choice => text + choice));
    if (texts.length > MOST_ALTERNATIVES)
      return refuse(`A pattern stands for at most ${MOST_ALTERNATIVES} alternatives.`);
    offset = char === '{' ? end + 1 : end;
  }
  return { ok: true, texts };
}

/** The steps, or a sentence that says what is wrong. */
function parseSteps(pattern: string, separator: string, braces: boolean): Step[] | string {
  const steps: Step[] = [];
  let offset = 0;
  while (offset < pattern.length) {
    const char = pattern[offset] ?? '';
    if (char === '\\' && offset + 1 < pattern.length) {
      steps.push({ kind: 'char', char: pattern[offset + 1] ?? '' });
      offset += 2;
    } else if (char === '*') {
      offset = parseStar(pattern, offset, separator, steps);
    } else if (char === '?') {
      steps.push({ kind: 'any', accepts: anything });
      offset++;
    } else if (char === '[') {
      const end = classEnd(pattern, offset);
      if (end < 0) return 'A [ is never closed. Close it, or put \\ before it if it is meant as it stands.';
      steps.push({ kind: 'any', accepts: classOf(pattern.slice(offset + 1, end)) });
      offset = end + 1;
    } else if (char === '{' && braces) {
      const end = pattern.indexOf('}', offset);
      const name = pattern.slice(offset + 1, end);
      if (!CAPTURE_NAME.test(name))
        return 'Braces hold a name, such as {environment}, or alternatives, such as {a,b}.';
      steps.push({ kind: 'open', name }, { kind: 'any', accepts: captureCharacter });
      steps.push({ kind: 'star', accepts: captureCharacter }, { kind: 'close' });
      offset = end + 1;
    } else {
      steps.push({ kind: 'char', char });
      offset++;
    }
  }
  return steps;
}

/** `**` stands for whole parts only where it is a whole part itself; anywhere else it is `*`. */
function parseStar(pattern: string, offset: number, separator: string, steps: Step[]): number {
  let end = offset;
  while (pattern[end] === '*') end++;
  const startsPart = offset === 0 || pattern[offset - 1] === separator;
  const isParts = end - offset >= 2 && startsPart;
  if (isParts && pattern[end] === separator) {
    if (steps.at(-1)?.kind !== 'parts') steps.push({ kind: 'parts' });
    return end + 1;
  }
  steps.push(isParts && end === pattern.length ? { kind: 'rest' } : { kind: 'star', accepts: anything });
  return end;
}

function classEnd(pattern: string, offset: number): number {
  const first = /[!^]/.test(pattern[offset + 1] ?? '') ? offset + 2 : offset + 1;
  return pattern.indexOf(']', first + 1);
}

function classOf(body: string): (char: string) => boolean {
  const negated = /^[!^]/.test(body);
  const members = negated ? body.slice(1) : body;
  const ranges: [string, string][] = [];
  for (let offset = 0; offset < members.length; offset++) {
    const from = members[offset] ?? '';
    const isRange = members[offset + 1] === '-' && offset + 2 < members.length;
    ranges.push([from, isRange ? (members[offset + 2] ?? '') : from]);
    if (isRange) offset += 2;
  }
  return char => ranges.some(([from, to]) => from <= char && char <= to) !== negated;
}
