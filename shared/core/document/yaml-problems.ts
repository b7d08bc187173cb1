/** Says what the YAML library objects to in our own words: its messages may quote the text, and with it a secret. */
import type { ErrorCode, YAMLError } from 'yaml';
import type { Span } from '../text/text.ts';
import type { Problem, Severity } from './document.ts';

const SAYINGS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'An alias (*name) takes no tag or anchor of its own. Remove it.',
  BAD_ALIAS:
    'An anchor or alias needs a name that does not end with a colon. Name it, or put a space before the colon.',
  BAD_DIRECTIVE: 'This directive is not one that YAML knows. Remove the line, or write %YAML 1.2.',
  BAD_DQ_ESCAPE:
    'This is not an escape that YAML knows. Write the backslash twice, or use single quotes, in which it is an ordinary character.',
  BAD_INDENT:
    'The indentation does not fit the lines around it, so it is not clear what this belongs to. Align it.',
  BAD_PROP_ORDER:
    'An anchor or tag stands before the indicator. Move it behind, to the value that it is for.',
  BAD_SCALAR_START:
    'A plain value cannot begin with this character, which YAML reserves. Put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'A nested list or mapping begins on the line of its key. Move it to a line of its own, or quote a value that has ": " in it.',
  BLOCK_IN_FLOW:
    'A block list or mapping stands within brackets. Write it in brackets too, or take the outer ones away.',
  DUPLICATE_KEY:
    'This key stands more than once, and readers disagree on which one counts. Keep one of them.',
  IMPOSSIBLE: 'This cannot be read as YAML. Rewrite the line.',
  KEY_OVER_1024_CHARS:
    'A key on one line has at most 1024 characters. Shorten it, or close the quote before it.',
  MISSING_CHAR: 'Something is missing here: a closing quote or bracket, a comma, a colon or a space. Add it.',
  MULTILINE_IMPLICIT_KEY:
    'A key goes over several lines, or its colon is missing. Write "key: value" on one line.',
  MULTIPLE_ANCHORS: 'A value has more than one anchor. Keep one.',
  MULTIPLE_DOCS: 'The text holds more than one document.',
  MULTIPLE_TAGS: 'A value has more than one tag. Keep one.',
  NON_STRING_KEY: 'This key is not text. Write it as text.',
  RESOURCE_EXHAUSTION: 'This is too large or too deep to be read. Split or flatten it.',
  TAB_AS_INDENT: 'A tab is used as indentation, which YAML does not allow. Use spaces.',
  TAG_RESOLVE_FAILED:
    'This tag is not one that is known here, so the value is read as if it had none. Remove the tag if its reader does not need it.',
  UNEXPECTED_TOKEN: 'This is not expected here. Remove it, or put the value in quotes.',
  BAD_COLLECTION_TYPE: 'The tag does not fit the value behind it. Remove the tag, or change the value.',
};

/** A problem of the `syntax` area. */
export function problem(name: string, severity: Severity, span: Span, message: string): Problem {
  return { code: `syntax/${name}`, severity, message, span };
}

export function libraryProblem(error: YAMLError, severity: Severity, text: string): Problem {
  const start = clamp(error.pos[0], text.length);
  const end = Math.max(start, clamp(error.pos[1], text.length));
  const message = specific(error) ?? SAYINGS[error.code] ?? 'This cannot be read as YAML. Rewrite the line.';
  return problem(codeOf(error.code), severity, { start, end }, message);
}

/** Where the library's message tells more than its code; only the parts of it that never quote the text are looked at. */
function specific({ code, message }: YAMLError): string | undefined {
  if (code !== 'MISSING_CHAR') return undefined;
  if (message.startsWith('Missing closing')) return 'The quote that opens here is never closed. Close it.';
  if (message.startsWith('Missing space after :'))
    return 'There is no space behind the colon, so this is not read as key and value. Add one.';
  if (message.startsWith('Comments must'))
    return 'A comment begins without a space before its #. Add a space, or put the value in quotes.';
  if (message.startsWith('Missing , ') || message.startsWith('Missing , or'))
    return 'A comma is missing between two items. Add it.';
  if (message.startsWith('Implicit map keys'))
    return 'A key has no colon behind it. Write "key: value", or put the text in quotes.';
  return undefined;
}

function codeOf(code: ErrorCode): string {
  return code === 'TAG_RESOLVE_FAILED' ? 'unknown-tag' : code.toLowerCase().replaceAll('_', '-');
}

function clamp(offset: number, length: number): number {
  return Math.min(Math.max(0, offset), length);
}

/** A stream may go wrong once per character; nobody reads that many messages. */
const MAX_PROBLEMS = 100;

/** By place; of very many only the first. */
export function inOrder(problems: Problem[]): Problem[] {
  const ordered = problems.sort((a, b) => a.span.start - b.span.start);
  if (ordered.length <= MAX_PROBLEMS) return ordered;
  const kept = ordered.slice(0, MAX_PROBLEMS);
  const rest = ordered.length - MAX_PROBLEMS;
  const next = ordered[MAX_PROBLEMS]?.span ?? { start: 0, end: 0 };
  const message = `${rest} more syntax problems follow and are not listed. Mend the first ones, then look again.`;
  return [...kept, problem('more-problems', 'info', next, message)];
}
