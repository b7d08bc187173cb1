/** `secureConfig.server.openRule`: shows the page that explains a rule. */
import type { Feature, ServerContext } from '../context.ts';
import { pageOf } from '../pages.ts';
import { refusal } from '../workspace-edits.ts';

export const openRule: Feature = {
  register: () => undefined,
  commands: {
    'secureConfig.server.openRule': async (context, [parameters]) => {
      const { uri, rule } = (parameters ?? {}) as { uri?: unknown; rule?: unknown };
      if (typeof uri !== 'string' || typeof rule !== 'string') return refusal('Name a uri and a rule.');
      return show(uri, rule, context);
    },
  },
};

async function show(uri: string, rule: string, context: ServerContext): Promise<unknown> {
  const { client, connection, packageFolder, validation } = context;
  const analysis = (await validation.current(uri))?.analysis;
  const page = analysis && pageOf(rule, analysis.governed, packageFolder);
  if (page === undefined)
    return refusal(`There is no page of ${rule}: it is not a rule that is in force here.`);
  if (!client.edits.showsDocuments)
    return refusal(`This editor cannot be asked to show a page. It is at ${page}.`);
  const { success } = await connection.window.showDocument({ uri: page, takeFocus: true });
  return success ? null : refusal(`The editor has not shown the page. It is at ${page}.`);
}
