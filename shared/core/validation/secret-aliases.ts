/** What YAML says once and repeats by aliases and merge keys is a secret under all its names where it is one under any. */
import type { Node } from '../document/document.ts';
import type { Setting } from './settings.ts';

/** Marks those, and what holds them, in place. */
export function markAliased(settings: readonly { -readonly [Key in keyof Setting]: Setting[Key] }[]): void {
  const secrets = new Set(settings.flatMap(({ secret, node }) => (secret ? [sourceOf(node)] : [])));
  if (secrets.size === 0) return;
  const repeats = settings.filter(({ secret, node }) => !secret && secrets.has(sourceOf(node)));
  if (repeats.length === 0) return;
  const around = new Set(repeats.flatMap(({ parts }) => parts.map((_, at) => keyOf(parts.slice(0, at + 1)))));
  for (const setting of settings) if (around.has(keyOf(setting.parts))) setting.secret = true;
}

function sourceOf(node: Node): Node {
  return node.aliasOf ?? node;
}

function keyOf(parts: readonly string[]): string {
  return parts.join('\u0000');
}
