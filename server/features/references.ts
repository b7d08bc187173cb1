/**
 * `textDocument/references`: a field in the files of all environments, every `${NAME}` that uses it, and what rules and
 * manifests say of it; a rule, where it is waived and changed. From any of these places, and from the schema.
 */
import path from 'node:path';
import type { Location, ReferenceParams } from 'vscode-languageserver/node';
import { ReferencesRequest } from 'vscode-languageserver/node';
import { referencesIn, type Sought, soughtBy } from '../../shared/core/assist/references.ts';
import { type SourceSubject, subjectInSource } from '../../shared/core/assist/source-references.ts';
import { subjectAt, waivedRules } from '../../shared/core/assist/subject.ts';
import { parseYaml } from '../../shared/core/document/yaml.ts';
import type { Checked } from '../../shared/core/validation/check.ts';
import type { Feature, ServerContext } from '../context.ts';
import type { FileCheck } from '../file-check.ts';
import { guarded } from '../log.ts';
import { ownFile } from '../own-files.ts';
import { uriOfSibling } from '../sibling-uri.ts';
import { type Around, around } from '../siblings.ts';
import { inSources } from '../source-places.ts';

/** Milliseconds for which the other files are waited for. */
const PATIENCE = 5000;

export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  register: context => {
    const { connection, log, validation } = context;
    connection.onRequest(
      ReferencesRequest.type,
      guarded(log, 'textDocument/references', async parameters => {
        const check = await validation.current(parameters.textDocument.uri);
        return check?.analysis
          ? fromConfiguration(check, parameters, context)
          : fromSource(parameters, context);
      }),
    );
  },
};

async function fromConfiguration(
  { analysis, path: file, uri }: FileCheck,
  { position, context: { includeDeclaration } }: ReferenceParams,
  context: ServerContext,
): Promise<Location[] | null> {
  if (!analysis) return null;
  const { checked, governed } = analysis;
  const subject = subjectAt(checked, checked.document.lines.offsetAt(position));
  if (!subject) return null;
  const { project } = governed.governance;
  const here = around(file, analysis);
  if (subject.kind === 'waiver') {
    if (!project) return null;
    const rule: SourceSubject = { kind: 'rule', rule: subject.rule };
    return [
      ...rulesIn(uri, checked, subject.rule),
      ...(await elsewhere(rule, here, includeDeclaration, context)),
    ];
  }
  const sought = soughtBy(subject, checked);
  if (!sought) return null;
  const own = locationsIn(uri, checked, sought, includeDeclaration);
  const others = await inFiles(here, context, (target, other) => locationsIn(target, other, sought, true));
  if (!project || sought.field === undefined) return [...own, ...others];
  const field: SourceSubject = { kind: 'fields', fields: [sought.field] };
  return [
    ...own,
    ...others,
    ...(await inSources(field, { project, root: governed.root }, includeDeclaration, context)),
  ];
}

async function fromSource(
  { textDocument: { uri }, position, context: { includeDeclaration } }: ReferenceParams,
  context: ServerContext,
): Promise<Location[] | null> {
  const own = await ownFile(uri, context);
  if (!own) return null;
  const document = parseYaml(own.text);
  const subject = subjectInSource(document, document.lines.offsetAt(position), own.project);
  if (!subject) return null;
  const here = { path: path.resolve(own.root, own.path), root: own.root, project: own.project };
  return elsewhere(subject, here, includeDeclaration, context);
}

/** In every file of the project but the one that was asked in, and in what the project is made of. */
async function elsewhere(
  subject: SourceSubject,
  here: Around,
  withDeclaration: boolean,
  context: ServerContext,
): Promise<Location[]> {
  const { project, root } = here;
  if (!project) return [];
  const found = await inFiles(here, context, (uri, checked) =>
    subject.kind === 'rule'
      ? rulesIn(uri, checked, subject.rule)
      : subject.fields.flatMap(field => locationsIn(uri, checked, { field, name: field }, true)),
  );
  return [...found, ...(await inSources(subject, { project, root }, withDeclaration, context))];
}

async function inFiles(
  here: Around,
  context: ServerContext,
  find: (uri: string, checked: Checked) => Location[],
): Promise<Location[]> {
  const { files, shortfall } = await context.siblings.all(here, PATIENCE);
  if (shortfall) context.connection.window.showInformationMessage(`Secure Config: ${shortfall}`);
  return files.flatMap(file => find(uriOfSibling(file, here.root, context), file));
}

function rulesIn(uri: string, { document }: Checked, wanted: string): Location[] {
  return waivedRules(document)
    .filter(({ rule }) => rule === wanted)
    .map(({ span }) => ({ uri, range: document.lines.rangeOf(span) }));
}

/** `withKeys`: false leaves out the lines that set the field, and keeps its uses. */
function locationsIn(uri: string, checked: Checked, sought: Sought, withKeys: boolean): Location[] {
  const { lines } = checked.document;
  return referencesIn(checked, sought)
    .filter(({ isKey }) => withKeys || !isKey)
    .map(({ span }) => ({ uri, range: lines.rangeOf(span) }));
}
