/** `${NAME:-value}` in production becomes `${NAME}`: it runs on what is deployed, or not at all. */
import type { Reference } from '../../document/document.ts';
import { spanOf } from '../../text/text.ts';
import { type Fixer, idOf } from '../fix.ts';

/** Not safe: where nobody sets the variable, what was a fallback is nothing now. */
export const plainReference: Fixer = (finding, { setting }) => {
  if (finding.code !== 'security/production-fallback' || setting?.node.kind !== 'scalar') return [];
  const reference = setting.node.references.find(({ span }) => span.start === finding.span.start);
  if (!reference) return [];
  const title = `Take the fallback away: \${${reference.name}}`;
  const edits = () => [{ span: afterName(reference), newText: '' }];
  return [{ id: idOf('plain-reference', finding), title, removes: true, isSafe: false, edits }];
};

function afterName({ nameSpan, span }: Reference) {
  return spanOf(nameSpan.end, span.end - 1);
}
