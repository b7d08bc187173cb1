/**
 * One walk over the YAML parser's tokens before anything recursive sees them: it finds the comments with their places,
 * and how deep the text nests. The composer recurses, and a process that runs out of stack inside it may be aborted
 * rather than get an exception, so depth is decided here, without recursion.
 */
import type { CST } from 'yaml';
import type { Comment } from './document.ts';

/** Levels of nested collections that are read. */
export const MAX_DEPTH = 100;

export interface ScannedTokens {
  readonly tokens: readonly CST.Token[];
  /** Offset of the first collection that nests too deep; absent when none does. */
  readonly tooDeepAt?: number;
  /** There is an anchor or an alias. */
  readonly hasLinks: boolean;
}

interface Pending {
  readonly token: CST.Token | CST.SourceToken;
  readonly depth: number;
}

/** Reads all tokens and appends the comments among them, in source order, to `comments`. */
export function scanTokens(source: Iterable<CST.Token>, comments: Comment[]): ScannedTokens {
  const tokens = [...source];
  let tooDeepAt: number | undefined;
  let hasLinks = false;
  const pending: Pending[] = tokens.map(token => ({ token, depth: 0 })).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next;
    if (token.type === 'comment') comments.push(toComment(token));
    hasLinks ||= token.type === 'anchor' || token.type === 'alias';
    if (depth > MAX_DEPTH) tooDeepAt = Math.min(tooDeepAt ?? token.offset, token.offset);
    const children = childrenOf(token);
    const childDepth = depth + ('items' in token ? 1 : 0);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) pending.push({ token: child, depth: childDepth });
    }
  }
  comments.sort((a, b) => a.span.start - b.span.start);
  return tooDeepAt === undefined ? { tokens, hasLinks } : { tokens, hasLinks, tooDeepAt };
}

function toComment({ source, offset }: CST.SourceToken): Comment {
  const end = source.endsWith('\r') ? source.length - 1 : source.length;
  return { text: source.slice(1, end), span: { start: offset, end: offset + end } };
}

/** The tokens inside a token, in source order. */
function childrenOf(token: CST.Token | CST.SourceToken): (CST.Token | CST.SourceToken)[] {
  switch (token.type) {
    case 'document':
      return [...token.start, ...(token.value ? [token.value] : []), ...(token.end ?? [])];
    case 'block-scalar':
      return token.props;
    case 'block-map':
    case 'block-seq':
      return token.items.flatMap(itemTokens);
    case 'flow-collection':
      return [...token.items.flatMap(itemTokens), ...token.end];
    default:
      return 'end' in token && Array.isArray(token.end) ? token.end : [];
  }
}

function itemTokens(item: CST.CollectionItem): (CST.Token | CST.SourceToken)[] {
  const tokens: (CST.Token | CST.SourceToken)[] = [...item.start];
  if (item.key) tokens.push(item.key);
  if (item.sep) tokens.push(...item.sep);
  if (item.value) tokens.push(item.value);
  return tokens;
}
