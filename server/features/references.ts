/** `textDocument/references`: a field in the files of all environments, and every `${NAME}` that uses it. */
import type { Location } from 'vscode-languageserver/node';
import { ReferencesRequest } from 'vscode-languageserver/node';
import { referencesIn, type Sought, soughtAt } from '../../shared/core/assist/references.ts';
import type { Checked } from '../../shared/core/validation/check.ts';
import type { Feature } from '../context.ts';
import { guarded } from '../log.ts';
import { uriOfSibling } from '../sibling-uri.ts';

/** Milliseconds for which the other files are waited for. */
const PATIENCE = 5000;

export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  register: context => {
    const { connection, log, siblings, validation } = context;
    connection.onRequest(
      ReferencesRequest.type,
      guarded(log, 'textDocument/references', async ({ textDocument: { uri }, position, context: asked }) => {
        const check = await validation.current(uri);
        const analysis = check?.analysis;
        if (!check || !analysis) return null;
        const { checked, governed } = analysis;
        const sought = soughtAt(checked, checked.document.lines.offsetAt(position));
        if (!sought) return null;
        const own = locationsIn(uri, checked, sought, asked.includeDeclaration);
        const { files, shortfall } = await siblings.all(check, PATIENCE);
        if (shortfall) connection.window.showInformationMessage(`Secure Config: ${shortfall}`);
        const others = files.flatMap(other =>
          locationsIn(uriOfSibling(other, governed.root, context), other, sought, true),
        );
        return [...own, ...others];
      }),
    );
  },
};

/** `withKeys`: false leaves out the lines that set the field, and keeps its uses. */
function locationsIn(uri: string, checked: Checked, sought: Sought, withKeys: boolean): Location[] {
  const { lines } = checked.document;
  return referencesIn(checked, sought)
    .filter(({ isKey }) => withKeys || !isKey)
    .map(({ span }) => ({ uri, range: lines.rangeOf(span) }));
}
