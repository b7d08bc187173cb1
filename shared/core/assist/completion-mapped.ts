/** What can be mapped: the names that stand in the files of the pattern whose `map` is being written. */
import type { Document, Node } from '../document/document.ts';
import { formatOf, parseDocument } from '../document/parse.ts';
import { baseNameOf } from '../text/path.ts';
import type { Named } from './completion-source-names.ts';

const MOST_NAMES = 1000;

/** The `match` of the entry of `files` that the offset is in. */
export function patternAt({ roots: [root] }: Document, offset: number): string | undefined {
  const files = childOf(root, 'files');
  const items = files?.kind === 'list' ? files.items : [];
  const item = items.findLast(({ span }) => span.start <= offset);
  const match = childOf(item, 'match');
  return match?.kind === 'scalar' && typeof match.value === 'string' ? match.value : undefined;
}

/** Variables, and dotted paths in YAML, each once. */
export function mappedNames(
  files: readonly { readonly path: string; readonly text: string }[],
): readonly Named[] {
  const names = new Map<string, Named>();
  for (const { path, text } of files) {
    const { roots } = parseDocument(text, { format: formatOf(path) ?? 'yaml', dialect: 'dotenv' });
    for (const name of roots.flatMap(root => namesIn(root, ''))) {
      if (names.size >= MOST_NAMES) break;
      if (!names.has(name)) names.set(name, { name, detail: `in ${baseNameOf(path)}` });
    }
  }
  return [...names.values()];
}

/** Groups, too: a map may take a whole one. What an alias brings in stands elsewhere. */
function namesIn(node: Node, prefix: string): string[] {
  if (node.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value, span }) => {
    const isOwn = span.start >= node.span.start && span.end <= node.span.end;
    return isOwn ? [prefix + key, ...namesIn(value, `${prefix}${key}.`)] : [];
  });
}

function childOf(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.findLast(entry => entry.key === key)?.value : undefined;
}
