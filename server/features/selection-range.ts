/** `textDocument/selectionRange`: what a selection grows to. */
import type { SelectionRange } from 'vscode-languageserver/node';
import { SelectionRangeRequest } from 'vscode-languageserver/node';
import { selectionRanges } from '../../shared/core/assist/selection.ts';
import type { Range } from '../../shared/core/text/text.ts';
import type { Feature } from '../context.ts';
import { guarded } from '../log.ts';

export const selectionRange: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register: ({ connection, log, validation }) => {
    connection.onRequest(
      SelectionRangeRequest.type,
      guarded(log, 'textDocument/selectionRange', async ({ textDocument: { uri }, positions }) => {
        const checked = (await validation.current(uri))?.analysis?.checked;
        if (!checked) return null;
        const { lines } = checked.document;
        const offsets = positions.map(position => lines.offsetAt(position));
        return selectionRanges(checked, offsets).map(spans => chain(spans.map(lines.rangeOf)));
      }),
    );
  },
};

/** `ranges`: the innermost first, and at least one. */
function chain(ranges: readonly Range[]): SelectionRange {
  const start = { line: 0, character: 0 };
  const empty: SelectionRange = { range: { start, end: start } };
  return (
    ranges.reduceRight<SelectionRange | undefined>(
      (parent, range) => (parent ? { range, parent } : { range }),
      undefined,
    ) ?? empty
  );
}
