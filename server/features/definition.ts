/** `textDocument/definition`, in configuration files and in the manifests, profiles and rules that govern them. */
import path from 'node:path';
import type { Location } from 'vscode-languageserver/node';
import { DefinitionRequest } from 'vscode-languageserver/node';
import { definitionAt } from '../../shared/core/assist/definition.ts';
import { linkOf } from '../../shared/core/assist/links.ts';
import { type OwnReference, ownReferences } from '../../shared/core/assist/own-file.ts';
import { createLineIndex } from '../../shared/core/text/line-index.ts';
import type { Position } from '../../shared/core/text/text.ts';
import type { Feature, ServerContext } from '../context.ts';
import type { Analysis } from '../file-check.ts';
import { builtinLocation, fieldLocation, ruleLocation, startOf } from '../locations.ts';
import { guarded } from '../log.ts';
import { type OwnFile, ownFile } from '../own-files.ts';

export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register: context => {
    const { connection, log, validation } = context;
    connection.onRequest(
      DefinitionRequest.type,
      guarded(log, 'textDocument/definition', async ({ textDocument: { uri }, position }) => {
        const analysis = (await validation.current(uri))?.analysis;
        const found = analysis
          ? await inConfiguration(uri, position, analysis, context)
          : await inOwnFile(uri, position, context);
        return found ?? null;
      }),
    );
  },
};

async function inConfiguration(
  uri: string,
  position: Position,
  { checked, governed }: Analysis,
  context: ServerContext,
): Promise<Location | undefined> {
  const { lines } = checked.document;
  const found = definitionAt(checked, lines.offsetAt(position));
  if (!found) return undefined;
  if (found.kind === 'here') return { uri, range: lines.rangeOf(found.span) };
  const { project } = governed.governance;
  if (!project) return undefined;
  const rooted = { project, root: governed.root };
  return found.kind === 'rule'
    ? ruleLocation(found.rule, rooted, context)
    : fieldLocation(found.field, rooted, context);
}

async function inOwnFile(
  uri: string,
  position: Position,
  context: ServerContext,
): Promise<Location | undefined> {
  const own = await ownFile(uri, context);
  if (!own) return undefined;
  const offset = createLineIndex(own.text).offsetAt(position);
  const found = ownReferences(own.text).find(({ span }) => span.start <= offset && offset <= span.end);
  return found && locate(found, own, context);
}

async function locate(
  reference: OwnReference,
  own: OwnFile,
  context: ServerContext,
): Promise<Location | undefined> {
  if (reference.kind === 'rule') return ruleLocation(reference.rule, own, context);
  if (reference.kind === 'field') return fieldLocation(reference.field, own, context);
  const [link] = linkOf(reference, own);
  if (!link) return undefined;
  const { target } = link;
  return 'builtin' in target
    ? builtinLocation(target.builtin, context)
    : startOf(path.resolve(own.root, target.path), context);
}
