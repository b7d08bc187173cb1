/** The outline of a document: its keys as a tree by group. A value shows only where it is known not to be secret. */
import type { Entry, MapNode, Node } from '../document/document.ts';
import { type Span, spanOf } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import type { Setting } from '../validation/settings.ts';
import { bareKind, detailOf, kindOf, type SymbolKind } from './symbols-detail.ts';

export interface OutlineSymbol {
  /** The key as it is written, or a group's part of the path. Never empty. */
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  /** Holds those of the children. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineSymbol[];
}

type SettingAt = (entry: Entry) => Setting | undefined;

interface Draft extends OutlineSymbol {
  span: Span;
  readonly children: OutlineSymbol[];
}

/** Levels below which everything stands beside each other. */
const DEEPEST = 16;

/** In source order. Neighbours of one group stand under it; a group that is left and taken up again stands there twice. */
export function documentSymbols({ document, units }: Checked): readonly OutlineSymbol[] {
  const settings = new Map(units.flatMap(unit => unit.settings.map(each => [each.keySpan.start, each])));
  const byName = new Map([...settings.values()].map(setting => [setting.name, setting]));
  const { roots, text } = document;
  if (document.format === 'dotenv') {
    const settingAt: SettingAt = ({ key, keySpan }) => settings.get(keySpan.start) ?? byName.get(key);
    return roots.flatMap(root => (root.kind === 'map' ? variableTree(root, settingAt, text) : []));
  }
  const settingAt: SettingAt = ({ keySpan }) => settings.get(keySpan.start);
  const trees = roots.map(root => nodeTree(root, settingAt, text, 0));
  if (roots.length < 2) return trees.flat();
  return roots.map((root, index) => {
    const environment = units[index]?.environment;
    const name = `document ${index + 1}${environment ? ` (${environment})` : ''}`;
    const nameSpan = spanOf(root.span.start, root.span.start);
    return { name, kind: 'group', span: root.span, nameSpan, children: trees[index] ?? [] };
  });
}

function variableTree({ entries }: MapNode, settingAt: SettingAt, text: string): readonly OutlineSymbol[] {
  const top: OutlineSymbol[] = [];
  let open: readonly Draft[] = [];
  for (const entry of entries) {
    const setting = settingAt(entry);
    const groups = setting?.parts.slice(0, -1).slice(0, DEEPEST) ?? [];
    let shared = 0;
    while (shared < open.length && open[shared]?.name === groups[shared]) shared++;
    open = open.slice(0, shared);
    for (const name of groups.slice(shared)) {
      const { span, keySpan: nameSpan } = entry;
      const group: Draft = { name: name || UNNAMED, kind: 'group', span, nameSpan, children: [] };
      (open.at(-1)?.children ?? top).push(group);
      open = [...open, group];
    }
    for (const group of open) group.span = spanOf(group.span.start, entry.span.end);
    (open.at(-1)?.children ?? top).push(entrySymbol(entry, setting, text, []));
  }
  return top;
}

function nodeTree(node: Node, settingAt: SettingAt, text: string, depth: number): readonly OutlineSymbol[] {
  if (node.kind === 'scalar' || depth > DEEPEST) return [];
  if (node.kind === 'list') return itemTrees(node.items, settingAt, text, depth);
  return ownEntries(node).map(entry =>
    entrySymbol(entry, settingAt(entry), text, nodeTree(entry.value, settingAt, text, depth + 1)),
  );
}

/** Items that are mappings have keys; the others are values. */
function itemTrees(items: readonly Node[], settingAt: SettingAt, text: string, depth: number) {
  return items.flatMap((item, index): OutlineSymbol[] => {
    const children = item.kind === 'map' ? nodeTree(item, settingAt, text, depth + 1) : [];
    if (children.length === 0) return [];
    const nameSpan = spanOf(item.span.start, item.span.start);
    return [{ name: `[${index}]`, kind: 'group', span: item.span, nameSpan, children }];
  });
}

function entrySymbol(
  { key, keySpan, span, value }: Entry,
  setting: Setting | undefined,
  text: string,
  children: readonly OutlineSymbol[],
): OutlineSymbol {
  const detail = detailOf(value, setting, text);
  return {
    name: key.trim() || UNNAMED,
    kind: setting ? kindOf(setting) : bareKind(key, value),
    span,
    nameSpan: keySpan,
    children,
    ...(detail !== '' && { detail }),
  };
}

const UNNAMED = '(no name)';

/** Those that stand in the mapping itself: what an alias or a merge key brings in stands elsewhere. */
function ownEntries({ entries, span }: MapNode): readonly Entry[] {
  return entries.filter(entry => entry.span.start >= span.start && entry.span.end <= span.end);
}
