/** `textDocument/hover`: what the key, value, reference or rule under the pointer is. */
import path from 'node:path';
import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { HoverRequest } from 'vscode-languageserver/node';
import { type Hover as Found, hoverAt } from '../../shared/core/assist/hover.ts';
import { hoverSource } from '../../shared/core/assist/hover-source.ts';
import type { Rule } from '../../shared/core/profile/profile.ts';
import type { LineIndex } from '../../shared/core/text/line-index.ts';
import type { Feature, ServerContext } from '../context.ts';
import { toHover } from '../convert-assist.ts';
import type { FileCheck } from '../file-check.ts';
import { guarded } from '../log.ts';
import { rulePage } from '../pages.ts';
import { around } from '../siblings.ts';
import { sourceFileAt } from '../source-files.ts';

/** Milliseconds that values of other environments are waited for. */
const PATIENCE = 500;

export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register: context => {
    const { connection, log } = context;
    connection.onRequest(
      HoverRequest.type,
      guarded(log, 'textDocument/hover', parameters => answer(parameters, context)),
    );
  },
};

async function answer(parameters: HoverParams, context: ServerContext): Promise<Hover | null> {
  const check = await context.validation.current(parameters.textDocument.uri);
  if (!check) return null;
  return check.analysis ? inGoverned(check, parameters, context) : inSource(parameters, context);
}

async function inGoverned(
  check: FileCheck,
  { position }: HoverParams,
  { client, packageFolder, siblings }: ServerContext,
): Promise<Hover | null> {
  const { analysis } = check;
  if (!analysis) return null;
  const { checked, governed } = analysis;
  const { lines } = checked.document;
  const pageOf = (rule: Rule): string => rulePage(rule, governed.root, packageFolder);
  const others = await siblings.near(around(check.path, analysis), PATIENCE);
  const found = hoverAt({ checked, offset: lines.offsetAt(position), siblings: others, pageOf });
  return shown(found, lines, client);
}

async function inSource(
  { position, textDocument: { uri } }: HoverParams,
  context: ServerContext,
): Promise<Hover | null> {
  const file = await sourceFileAt(uri, context);
  if (!file) return null;
  const { kind, document, folder, project } = file;
  const pageOf = (rule: Rule): string => rulePage(rule, folder, context.packageFolder);
  const offset = document.lines.offsetAt(position);
  const absolute = await context.siblings.filesBelow(folder);
  const files = absolute.map(each => path.relative(folder, each).split(path.sep).join('/'));
  const found = hoverSource({ kind, document, offset, pageOf, files, ...(project && { project }) });
  return shown(found, document.lines, context.client);
}

function shown(found: Found | undefined, lines: LineIndex, client: ServerContext['client']): Hover | null {
  return found ? toHover(found, lines, client) : null;
}
