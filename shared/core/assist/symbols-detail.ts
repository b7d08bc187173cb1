/** What an outline says of a key beside its name: what kind of value it has, and the value where anybody may see it. */
import type { Node } from '../document/document.ts';
import { MASK } from '../report/report.ts';
import { containsSecret, looksSecret } from '../validation/secret-name.ts';
import type { Setting } from '../validation/settings.ts';

export type SymbolKind = 'group' | 'list' | 'secret' | 'boolean' | 'number' | 'text' | 'unknown';

/** Characters of a value that are shown. */
const SHOWN = 60;

export function kindOf({ field, node, secret }: Setting): SymbolKind {
  if (secret) return 'secret';
  switch (field?.type) {
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    case 'array':
      return 'list';
    default:
      return nodeKind(node);
  }
}

/** Of a key that nothing is known about. */
export function bareKind(name: string, node: Node): SymbolKind {
  const value = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  return node.kind === 'scalar' && looksSecret(name, value) ? 'secret' : nodeKind(node);
}

function nodeKind(node: Node): SymbolKind {
  if (node.kind === 'map') return 'group';
  if (node.kind === 'list') return 'list';
  if (node.origin === 'text') return 'text';
  if (typeof node.value === 'boolean') return 'boolean';
  if (typeof node.value === 'number') return 'number';
  return node.value === null ? 'unknown' : 'text';
}

/**
 * The text of a value that its schema knows and does not call secret, on one line; a mask for any other value; empty for
 * none. The text, not what is read from it: a reference may stand for a secret.
 */
export function detailOf(node: Node, setting: Setting | undefined, text: string): string {
  if (node.kind === 'map') return '';
  if (node.kind === 'list') return node.items.length === 1 ? '1 item' : `${node.items.length} items`;
  const written = text.slice(node.span.start, Math.min(node.span.end, node.span.start + SHOWN + 1));
  if (written === '') return '';
  if (!setting?.field || setting.secret || containsSecret(written)) return MASK;
  const [line = ''] = written.split(/[\r\n]/);
  return line.length < node.span.end - node.span.start ? `${line.slice(0, SHOWN)}…` : line;
}
