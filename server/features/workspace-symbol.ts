/** `workspace/symbol`: fields by name over every configuration file. What was read once is kept until its file changes. */
import type { CancellationToken, SymbolInformation } from 'vscode-languageserver/node';
import { WorkspaceSymbolRequest } from 'vscode-languageserver/node';
import { type FieldSymbol, fieldSymbols, matchesQuery } from '../../shared/core/assist/workspace-symbols.ts';
import type { Range } from '../../shared/core/text/text.ts';
import { readStamp, type Stamp } from '../../shared/node/stamp.ts';
import type { Feature, ServerContext } from '../context.ts';
import { uriOfPath } from '../convert.ts';
import type { Analysis } from '../file-check.ts';
import { nextTurn } from '../inbox.ts';
import { cancelled, guarded } from '../log.ts';
import { SYMBOL_KINDS } from '../symbol-kinds.ts';

/** Symbols of one answer: nobody reads more, and the query grows while one types. */
const MOST_SYMBOLS = 500;
/** Files that are looked through. */
const MOST_FILES = 2000;
/** Milliseconds of work after which everything that waits goes first. */
const STRETCH = 5;

interface Kept {
  readonly stamp: Stamp;
  readonly fields: readonly Located[];
}

interface Located {
  readonly symbol: FieldSymbol;
  readonly range: Range;
}

export const workspaceSymbol: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register: context => {
    const { connection, log, validation } = context;
    const kept = new Map<string, Kept>();
    validation.onDidCheck(({ cause }) => cause === 'governance' && kept.clear());
    connection.onRequest(
      WorkspaceSymbolRequest.type,
      guarded(log, 'workspace/symbol', async ({ query }, token) => {
        const found = await search(query, kept, context, token);
        return token.isCancellationRequested ? cancelled() : found;
      }),
    );
  },
};

async function search(
  query: string,
  kept: Map<string, Kept>,
  context: ServerContext,
  token: CancellationToken,
): Promise<SymbolInformation[]> {
  const stop = new AbortController();
  const found: SymbolInformation[] = [];
  let files = 0;
  let lastTurn = performance.now();
  for await (const file of context.projects.files(stop.signal)) {
    if (token.isCancellationRequested || found.length >= MOST_SYMBOLS || ++files > MOST_FILES) break;
    const uri = context.documents.uriAt(file) ?? uriOfPath(file);
    for (const { symbol, range } of await fieldsOf(file, kept, context)) {
      if (matchesQuery(symbol.name, query)) found.push(toSymbol(symbol, { uri, range }, file, context));
    }
    if (performance.now() - lastTurn < STRETCH) continue;
    await nextTurn();
    lastTurn = performance.now();
  }
  stop.abort();
  return found.slice(0, MOST_SYMBOLS);
}

async function fieldsOf(
  file: string,
  kept: Map<string, Kept>,
  { checker, documents, validation }: ServerContext,
): Promise<readonly Located[]> {
  const uri = documents.uriAt(file);
  if (uri !== undefined) return locate((await validation.current(uri))?.analysis);
  const stamp = await readStamp(file);
  const known = kept.get(file);
  if (stamp === undefined || known?.stamp === stamp) return stamp === undefined ? [] : (known?.fields ?? []);
  const fields = locate(await checker.analyse(file));
  kept.set(file, { stamp, fields });
  return fields;
}

function locate(analysis: Analysis | undefined): readonly Located[] {
  if (!analysis) return [];
  const { lines } = analysis.checked.document;
  return fieldSymbols(analysis.checked).map(symbol => ({ symbol, range: lines.rangeOf(symbol.span) }));
}

function toSymbol(
  { name, kind, environment }: FieldSymbol,
  location: SymbolInformation['location'],
  file: string,
  { folders }: ServerContext,
): SymbolInformation {
  const where = folders.displayPath(file);
  const containerName = environment === undefined ? where : `${where} (${environment})`;
  return { name, kind: SYMBOL_KINDS[kind], location, containerName };
}
