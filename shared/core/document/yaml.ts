/** Reads YAML 1.2 (core schema, and merge keys) into the one document shape, whatever the text is. */
import { Composer, Parser, type Document as YamlDocument } from 'yaml';
import { createLineIndex } from '../text/line-index.ts';
import type { Comment, Document, Node, Problem } from './document.ts';
import { readRoot } from './yaml-nodes.ts';
import { libraryProblem, problem } from './yaml-problems.ts';
import { MAX_DEPTH, scanTokens } from './yaml-tokens.ts';

/** A stream may go wrong once per character; nobody reads that many messages. */
const MAX_PROBLEMS = 100;

/**
 * Never throws, in time linear in the text. What cannot be read is a problem beside what can:
 * - nesting deeper than MAX_DEPTH: the whole text is left unread;
 * - aliases that would expand to very many nodes, or that contain themselves: the alias reads as null;
 * - integers that other readers would round: read as the text they are.
 */
export function parseYaml(text: string): Document {
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  const roots: Node[] = [];
  const { tokens, tooDeepAt } = scanTokens(new Parser().parse(text), comments);
  if (tooDeepAt === undefined) {
    const composer = new Composer({ prettyErrors: false, uniqueKeys: false, version: '1.2' });
    for (const document of composer.compose(tokens, true, text.length)) {
      readDocument(document, text, roots, problems);
    }
  } else {
    problems.push(tooDeep(tooDeepAt, text));
  }
  return {
    format: 'yaml',
    text,
    lines: createLineIndex(text),
    roots,
    comments,
    problems: inOrder(problems),
  };
}

function readDocument(document: YamlDocument.Parsed, text: string, roots: Node[], problems: Problem[]): void {
  const root = readRoot(document.contents, text, problems);
  if (root) roots.push(root);
  for (const error of document.errors) problems.push(libraryProblem(error, 'error', text));
  for (const warning of document.warnings) problems.push(libraryProblem(warning, 'warning', text));
}

function tooDeep(offset: number, text: string): Problem {
  return problem(
    'too-deep',
    'error',
    { start: Math.min(offset, text.length), end: Math.min(offset + 1, text.length) },
    `The nesting here is deeper than ${MAX_DEPTH} levels, so the file was not read. Flatten it.`,
  );
}

function inOrder(problems: Problem[]): Problem[] {
  const ordered = problems.sort((a, b) => a.span.start - b.span.start);
  if (ordered.length <= MAX_PROBLEMS) return ordered;
  const kept = ordered.slice(0, MAX_PROBLEMS);
  const rest = ordered.length - MAX_PROBLEMS;
  const next = ordered[MAX_PROBLEMS]?.span ?? { start: 0, end: 0 };
  const message = `${rest} more syntax problems follow and are not listed. Mend the first ones, then look again.`;
  return [...kept, problem('more-problems', 'info', next, message)];
}
