/** Splits a value into text, escapes, references and commands, each with its place. */
import { type Span, spanOf } from '../text/text.ts';
import type { Reference } from './document.ts';
import { findCommands, findReferences } from './dotenv-references.ts';
import type { Issue, Part } from './dotenv-statement.ts';

export interface PartRules {
  /** Matches, sticky, what the dialect replaces when a backslash stands there. */
  readonly escape?: RegExp;
  /** The dialect replaces references in this value. */
  readonly expands: boolean;
  /** `run`: the dialect's parser executes `$(command)`. `quoted`: no parser does in this place. */
  readonly commands: 'run' | 'literal' | 'quoted';
  /** Leave out references that no reader replaces in this place, such as in single quotes. */
  readonly keepsReferences: boolean;
}

export interface Parts {
  readonly parts: readonly Part[];
  readonly references: readonly Reference[];
  readonly issues: readonly Issue[];
  readonly runsCommand: boolean;
}

const PLAIN: Parts = { parts: [], references: [], issues: [], runsCommand: false };

/** The parts of `[start, end)`, in order and without gaps; offsets less `base`. */
export function splitParts(text: string, start: number, end: number, base: number, rules: PartRules): Parts {
  if (start >= end) return PLAIN;
  if (!/[$\\]/.test(text.slice(start, end))) {
    return { ...PLAIN, parts: [{ kind: 'text', span: spanOf(start - base, end - base) }] };
  }
  const commands = rules.commands === 'quoted' ? [] : findCommands(text, start, end).map(move(base));
  const found = findReferences(text, start, end, base);
  const special = [
    ...(rules.commands === 'run' ? commands.map((span): Part => ({ kind: 'command', span })) : []),
    ...(rules.expands
      ? found.map((reference): Part => ({ kind: 'reference', span: reference.span, reference }))
      : []),
    ...(rules.escape ? findEscapes(text, start, end, base, rules.escape) : []),
  ].sort((a, b) => a.span.start - b.span.start);
  return {
    parts: fillGaps(special, spanOf(start - base, end - base)),
    references: rules.keepsReferences || rules.expands ? found : [],
    issues: commands.map(span => commandIssue(span, rules.commands === 'run')),
    runsCommand: rules.commands === 'run' && commands.length > 0,
  };
}

export function commandIssue(span: Span, runs: boolean): Issue {
  return { code: 'security/command-substitution', severity: runs ? 'error' : 'warning', span };
}

function move(base: number): (span: Span) => Span {
  return span => spanOf(span.start - base, span.end - base);
}

function findEscapes(text: string, start: number, end: number, base: number, pattern: RegExp): Part[] {
  const sticky = new RegExp(pattern, 'y');
  const found: Part[] = [];
  let offset = text.indexOf('\\', start);
  while (offset >= 0 && offset < end) {
    sticky.lastIndex = offset;
    const length = sticky.exec(text)?.[0].length ?? 0;
    if (length > 0)
      found.push({ kind: 'escape', span: spanOf(offset - base, Math.min(offset + length, end) - base) });
    offset = text.indexOf('\\', offset + Math.max(1, length));
  }
  return found;
}

/** Parts inside an earlier one are dropped; what lies between is text. */
function fillGaps(special: readonly Part[], whole: Span): Part[] {
  const parts: Part[] = [];
  let offset = whole.start;
  for (const part of special) {
    if (part.span.start < offset) continue;
    if (part.span.start > offset) parts.push({ kind: 'text', span: spanOf(offset, part.span.start) });
    parts.push(part);
    offset = part.span.end;
  }
  if (offset < whole.end) parts.push({ kind: 'text', span: spanOf(offset, whole.end) });
  return parts;
}
