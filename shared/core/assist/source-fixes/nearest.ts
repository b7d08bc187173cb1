/** The name that was probably meant: of a key, a rule, a field, a role, a dialect, a profile, an environment. */
import type { Entry, MapNode, Node } from '../../document/document.ts';
import { nearestName } from '../../text/nearest.ts';
import type { Span } from '../../text/text.ts';
import { writeOwn } from '../completion-source.ts';
import { allRules, keySource, namesFor, valueSource } from '../completion-source-names.ts';
import { listedValues } from '../field-documentation-schema.ts';
import { entryWithKeyAt } from '../find-entry.ts';
import { entryAt } from '../hover-entry.ts';
import { keysAt, schemasAt } from '../schema-walk.ts';
import { type SourceFixContext, type SourceFixer, sourceFix } from '../source-fix.ts';

const UNKNOWN = /^(?:manifest\/(?:unknown-\w+|incomplete-rule|value)|waiver\/unknown-rule)$/;

export const nearest: SourceFixer = (problem, context) => {
  if (!UNKNOWN.test(problem.code)) return [];
  const named = problem.code.startsWith('waiver/')
    ? ruleOfWaiver(problem.span, context)
    : namedAt(problem.span.start, context);
  if (!named || named.known.includes(named.word)) return [];
  const near = nearestName(named.word, named.known);
  if (near === undefined) return [];
  const edits = [{ span: named.span, newText: spelled(near, named.span, context) }];
  return [sourceFix('nearest', `Change to ${near}`, problem, edits)];
};

interface NamedPlace {
  readonly word: string;
  readonly span: Span;
  /** What could stand there. */
  readonly known: readonly string[];
}

const NO_FILES = { globs: [], mapped: [] };

function namedAt(offset: number, context: SourceFixContext): NamedPlace | undefined {
  const { document, kind, project } = context;
  const found = entryAt(document, offset);
  if (!found) return undefined;
  const { entry, names, span, valuePath, text } = found;
  if (span.start === entry.keySpan.start) {
    const parents = names.slice(0, -1);
    const source = keySource(kind, parents);
    const listed = source ? namesFor(source, project, NO_FILES).map(({ name }) => name) : [];
    const beside = new Set(entryWithKeyAt(document, entry.keySpan.start)?.map.entries.map(({ key }) => key));
    const known = [...keysAt(kind, parents).map(({ name }) => name), ...listed].filter(
      name => !beside.has(name),
    );
    return { word: entry.key, span, known };
  }
  if (text === undefined) return undefined;
  const source = valueSource(kind, valuePath);
  const listed = source ? namesFor(source, project, NO_FILES).map(({ name }) => name) : [];
  const values = listedValues(schemasAt(kind, valuePath)).filter(value => typeof value === 'string');
  return { word: text, span, known: [...values, ...listed] };
}

function ruleOfWaiver(span: Span, { document, project }: SourceFixContext): NamedPlace | undefined {
  const rule = waiverAt(document.roots[0], span)?.entries.findLast(({ key }) => key === 'rule')?.value;
  if (rule?.kind !== 'scalar' || typeof rule.value !== 'string') return undefined;
  return { word: rule.value, span: rule.span, known: allRules(project).map(({ id }) => id) };
}

/** The mapping that a problem of a waiver is about. */
export function waiverAt(root: Node | undefined, span: Span): MapNode | undefined {
  const waivers = waiversOf(root)?.value;
  const items = waivers?.kind === 'list' ? waivers.items : [];
  const item = items.find(each => each.span.start === span.start);
  return item?.kind === 'map' ? item : undefined;
}

export function waiversOf(root: Node | undefined): Entry | undefined {
  return root?.kind === 'map' ? root.entries.findLast(({ key }) => key === 'waivers') : undefined;
}

/** In the quotes that stand there. */
function spelled(name: string, span: Span, { document: { text } }: SourceFixContext): string {
  const first = text[span.start];
  const quote = first === '"' || first === "'" ? first : '';
  return writeOwn(name, name, { quote, isFlow: true });
}
