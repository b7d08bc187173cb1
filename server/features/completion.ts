/** `textDocument/completion` and `completionItem/resolve`: documentation that takes work is made when it is looked at. */
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver/node';
import { CompletionRequest, CompletionResolveRequest } from 'vscode-languageserver/node';
import { complete, placeAt, wantsSiblings } from '../../shared/core/assist/completion.ts';
import type { Completion, Subject } from '../../shared/core/assist/completion-item.ts';
import type { Place } from '../../shared/core/assist/completion-place.ts';
import { completeSource, sourcePlace, wantedFiles } from '../../shared/core/assist/completion-source.ts';
import { allRules } from '../../shared/core/assist/completion-source-names.ts';
import { unitAt } from '../../shared/core/assist/completion-subject.ts';
import { documentField } from '../../shared/core/assist/field-documentation.ts';
import { describeRule } from '../../shared/core/assist/rule-page.ts';
import type { Feature, ServerContext } from '../context.ts';
import { documentationOf, toCompletionItem } from '../convert-assist.ts';
import type { FileCheck } from '../file-check.ts';
import { fileNames } from '../file-names.ts';
import { guarded } from '../log.ts';
import { rulePage } from '../pages.ts';
import { around } from '../siblings.ts';
import { type SourceFile, sourceFileAt } from '../source-files.ts';

/** Milliseconds that values of other environments are waited for. */
const PATIENCE = 150;

const TRIGGERS = ['_', '=', ':', '.', '"', "'", '{', '$', ' '];

/** What an item carries along to be resolved. */
interface ItemData {
  readonly uri: string;
  readonly offset: number;
  readonly about: Subject;
}

export const completion: Feature = {
  capabilities: () => ({
    completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true },
  }),
  register: context => {
    const { connection, log } = context;
    connection.onRequest(
      CompletionRequest.type,
      guarded(log, 'textDocument/completion', parameters => answer(parameters, context)),
    );
    connection.onRequest(
      CompletionResolveRequest.type,
      guarded(log, 'completionItem/resolve', item => resolve(item, context)),
    );
  },
};

async function answer(parameters: CompletionParams, context: ServerContext): Promise<CompletionList | null> {
  const { uri } = parameters.textDocument;
  const check = await context.validation.current(uri);
  if (!check) return null;
  const items = check.analysis
    ? await inGoverned(check, parameters, context)
    : await inSource(await sourceFileAt(uri, context), parameters, context);
  return items && { isIncomplete: false, items };
}

async function inGoverned(
  check: FileCheck,
  { position, textDocument: { uri }, context: trigger }: CompletionParams,
  { client, siblings }: ServerContext,
): Promise<CompletionItem[] | null> {
  const { analysis } = check;
  if (!analysis) return null;
  const { checked } = analysis;
  const { lines, format } = checked.document;
  const offset = lines.offsetAt(position);
  const place = placeAt(checked, offset);
  if (!place || !suits(trigger?.triggerCharacter, place, format === 'dotenv')) return null;
  const others = wantsSiblings(place, checked)
    ? await siblings.near(around(check.path, analysis), PATIENCE)
    : [];
  const { snippets } = client;
  const found = complete(place, { checked, offset, siblings: others, snippets, now: new Date() });
  return found.map(item => toItem(item, lines, uri, client));
}

async function inSource(
  file: SourceFile | undefined,
  { position, textDocument: { uri }, context: trigger }: CompletionParams,
  context: ServerContext,
): Promise<CompletionItem[] | null> {
  if (!file) return null;
  const { client } = context;
  const { kind, document, project } = file;
  const offset = document.lines.offsetAt(position);
  const place = sourcePlace(document, offset);
  if (!place || !suits(trigger?.triggerCharacter, place, false)) return null;
  const files = await fileNames(wantedFiles(kind, place), file, offset, context);
  const { snippets } = client;
  const found = completeSource(place, {
    kind,
    document,
    offset,
    snippets,
    files,
    ...(project && { project }),
  });
  return found.map(item => toItem(item, document.lines, uri, client));
}

/** A character that was only typed as a part of a text asks for nothing. */
function suits(character: string | undefined, place: Place, isDotenv: boolean): boolean {
  switch (character) {
    case '=':
    case '"':
    case "'":
    case '$':
      return place.kind === 'value';
    case ':':
      return place.kind === 'value' && place.token.start === place.token.end;
    case '_':
      return place.kind !== 'comment';
    case ' ':
      return !isDotenv ? place.kind !== 'key' || place.inItem : place.kind === 'comment';
    default:
      return true;
  }
}

function toItem(
  completion: Completion,
  lines: Parameters<typeof toCompletionItem>[1],
  uri: string,
  client: ServerContext['client'],
): CompletionItem {
  const { about, edit } = completion;
  const data: ItemData | undefined = about && { uri, offset: edit.span.start, about };
  return { ...toCompletionItem(completion, lines, client), ...(data && { data }) };
}

async function resolve(item: CompletionItem, context: ServerContext): Promise<CompletionItem> {
  const data: ItemData | undefined = item.data;
  if (!data) return item;
  const markdown = await describe(data, context);
  return markdown === '' ? item : { ...item, documentation: documentationOf(markdown, context.client) };
}

async function describe({ uri, offset, about }: ItemData, context: ServerContext): Promise<string> {
  const { packageFolder, validation } = context;
  const analysis = (await validation.current(uri))?.analysis;
  const source = analysis ? undefined : await sourceFileAt(uri, context);
  const project = analysis?.governed.governance.project ?? source?.project;
  const root = analysis?.governed.root ?? source?.folder ?? '';
  const pageOf = (rule: Parameters<typeof rulePage>[0]): string => rulePage(rule, root, packageFolder);
  if (about.kind === 'rule') {
    const rule = allRules(project).find(({ id }) => id === about.id);
    return rule ? describeRule(rule, pageOf) : '';
  }
  const unit = analysis && unitAt(analysis.checked, offset);
  return unit ? documentField(about.path, { unit, pageOf }) : '';
}
