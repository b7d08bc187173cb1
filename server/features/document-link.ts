/** `textDocument/documentLink`: the files that a manifest or profile names. */
import path from 'node:path';
import type { DocumentLink } from 'vscode-languageserver/node';
import { DocumentLinkRequest } from 'vscode-languageserver/node';
import { documentLinks, type Link } from '../../shared/core/assist/links.ts';
import { createLineIndex } from '../../shared/core/text/line-index.ts';
import type { Feature, ServerContext } from '../context.ts';
import { builtinLocation, startOf } from '../locations.ts';
import { guarded } from '../log.ts';
import { ownFile } from '../own-files.ts';

export const documentLink: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  register: context => {
    const { connection, log } = context;
    connection.onRequest(
      DocumentLinkRequest.type,
      guarded(log, 'textDocument/documentLink', async ({ textDocument: { uri } }) => linksOf(uri, context)),
    );
  },
};

async function linksOf(uri: string, context: ServerContext): Promise<DocumentLink[]> {
  const own = await ownFile(uri, context);
  if (!own) return [];
  const lines = createLineIndex(own.text);
  const links = documentLinks(own.text, own).map(async (link): Promise<DocumentLink[]> => {
    const target = await targetOf(link, own.root, context);
    return target === undefined ? [] : [{ range: lines.rangeOf(link.span), target }];
  });
  return (await Promise.all(links)).flat();
}

async function targetOf({ target }: Link, root: string, context: ServerContext): Promise<string | undefined> {
  if ('builtin' in target) return (await builtinLocation(target.builtin, context))?.uri;
  return startOf(path.resolve(root, target.path), context).uri;
}
