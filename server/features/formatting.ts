/**
 * `textDocument/formatting` and `textDocument/rangeFormatting`, of dotenv files. YAML is left to YAML tools: it is not
 * offered there where a client lets us say so, and elsewhere nothing is changed.
 */
import type { Range, TextEdit } from 'vscode-languageserver/node';
import { DocumentFormattingRequest, DocumentRangeFormattingRequest } from 'vscode-languageserver/node';
import { formatDotenv } from '../../shared/core/assist/format-dotenv.ts';
import type { Feature, ServerContext } from '../context.ts';
import { askClient, guarded } from '../log.ts';

const DOTENV_FILES = ['**/.env', '**/.env.*', '**/*.env'].map(pattern => ({ scheme: 'file', pattern }));

export const formatting: Feature = {
  capabilities: ({ registersFormatting }) =>
    registersFormatting ? {} : { documentFormattingProvider: true, documentRangeFormattingProvider: true },
  register: context => {
    const { connection, log } = context;
    connection.onRequest(
      DocumentFormattingRequest.type,
      guarded(log, 'textDocument/formatting', ({ textDocument }) => editsOf(textDocument.uri, context)),
    );
    connection.onRequest(
      DocumentRangeFormattingRequest.type,
      guarded(log, 'textDocument/rangeFormatting', ({ textDocument, range }) =>
        editsOf(textDocument.uri, context, range),
      ),
    );
  },
  start: ({ client, connection, log }) => {
    if (!client.registersFormatting) return;
    const options = { documentSelector: DOTENV_FILES };
    const { type: whole } = DocumentFormattingRequest;
    const { type: part } = DocumentRangeFormattingRequest;
    askClient(log, whole.method, () => connection.client.register(whole, options));
    askClient(log, part.method, () => connection.client.register(part, options));
  },
};

async function editsOf(
  uri: string,
  { validation }: ServerContext,
  range?: Range,
): Promise<TextEdit[] | null> {
  const checked = (await validation.current(uri))?.analysis?.checked;
  if (checked?.document.format !== 'dotenv') return null;
  const { lines, text } = checked.document;
  const { dialects, isDialectGuessed } = checked.governance;
  const readers = isDialectGuessed ? [] : dialects;
  const span = range && { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
  return formatDotenv(text, { dialects: readers, ...(span && { range: span }) }).map(edit => {
    return { range: lines.rangeOf(edit.span), newText: edit.newText };
  });
}
