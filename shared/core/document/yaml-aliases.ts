/**
 * Anchors and aliases. An alias shares the node of its anchor, so reading costs nothing; but whoever walks the tree visits
 * it again at each alias, which is why the number of nodes that aliases add is bounded.
 */
import { type Alias, isMap, isScalar, isSeq } from 'yaml';
import type { Span } from '../text/text.ts';
import type { Node, Problem, ScalarNode } from './document.ts';
import { spanOfNode } from './yaml-places.ts';
import { problem } from './yaml-problems.ts';

/** Nodes that the aliases of one document may add to what stands in the text. */
export const MAX_ALIASED_NODES = 100_000;

interface Anchor {
  readonly node: Node;
  /** How many nodes it is, everything inside included. */
  readonly weight: number;
}

/** The state of reading one document: anchors do not reach beyond it. */
export interface Reading {
  readonly text: string;
  readonly problems: Problem[];
  /** `open`: its node is being read. A later anchor of the same name replaces an earlier one. */
  readonly anchors: Map<string, Anchor | 'open'>;
  /** Read so far, those that aliases stand for included. */
  nodes: number;
  aliasedNodes: number;
  exhausted: boolean;
}

export function startReading(text: string, problems: Problem[]): Reading {
  return { text, problems, anchors: new Map(), nodes: 0, aliasedNodes: 0, exhausted: false };
}

/** The anchor's node, at the alias's place; null with a problem when there is none to follow. */
export function followAlias(alias: Alias, reading: Reading): Node {
  const span = spanOfNode(alias, reading.text);
  const anchor = reading.anchors.get(alias.source);
  if (anchor === undefined) {
    const message = 'No anchor of this name stands before this alias. Define it (&name) or correct the name.';
    return refuse(reading, 'unknown-alias', span, message);
  }
  if (anchor === 'open') {
    const message =
      'This alias stands inside the value that it names, so the value would never end. Remove it.';
    return refuse(reading, 'cyclic-alias', span, message);
  }
  if (reading.aliasedNodes + anchor.weight > MAX_ALIASED_NODES) return exhaust(reading, span);
  reading.aliasedNodes += anchor.weight;
  reading.nodes += anchor.weight - 1;
  return { ...anchor.node, span, aliasOf: anchor.node.aliasOf ?? anchor.node };
}

/** Said once: every further alias of such a document is likely to be the same attack, or the same mistake. */
function exhaust(reading: Reading, span: Span): Node {
  if (reading.exhausted) return unreadAlias(span);
  reading.exhausted = true;
  const message = `The aliases of this document would expand to more than ${MAX_ALIASED_NODES} values, so this one and those that follow are not read. Write the values out, or use fewer aliases.`;
  return refuse(reading, 'alias-expansion', span, message);
}

function refuse(reading: Reading, name: string, span: Span, message: string): Node {
  report(reading, name, span, message);
  return unreadAlias(span);
}

function unreadAlias(span: Span): ScalarNode {
  return { kind: 'scalar', span, value: null, origin: 'typed', references: [] };
}

export function report(reading: Reading, name: string, span: Span, message: string): void {
  reading.problems.push(problem(name, 'error', span, message));
}

export function anchorOf(source: unknown): string | undefined {
  return isScalar(source) || isMap(source) || isSeq(source) ? source.anchor : undefined;
}
