/** Objects to roles that an approval policy names and does not have: nobody could give such an approval. */
import type { Node, Problem } from '../document/document.ts';
import { suggestion } from '../text/nearest.ts';
import { at } from './resolution.ts';

/** `policy`: where it is written. A policy that lists no roles takes those of the profile that it is laid over. */
export function policyProblems(policy: Node | undefined): readonly Problem[] {
  const roles = textsOf(childOf(policy, 'roles')).map(({ text }) => text);
  if (roles.length === 0) return [];
  return approversIn(policy)
    .filter(({ text }) => !roles.includes(text))
    .map(({ text, span }) => {
      const message = `The policy has no role "${text.slice(0, 60)}", so nobody can give this approval.${suggestion(text, roles)} It has: ${roles.join(', ')}. Correct the name, or add it to roles.`;
      return at(span, 'unknown-role', message);
    });
}

function approversIn(node: Node | undefined): { text: string; span: Node['span'] }[] {
  if (node?.kind === 'list') return node.items.flatMap(approversIn);
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) =>
    key === 'approvers' ? textsOf(value) : approversIn(value),
  );
}

function textsOf(node: Node | undefined): { text: string; span: Node['span'] }[] {
  const nodes = node?.kind === 'list' ? node.items : node ? [node] : [];
  return nodes.flatMap(item =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [{ text: item.value, span: item.span }] : [],
  );
}

function childOf(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.findLast(entry => entry.key === key)?.value : undefined;
}
