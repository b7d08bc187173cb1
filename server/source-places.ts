/** Where the files that a project is made of speak of a field or a rule. */
import path from 'node:path';
import type { Location } from 'vscode-languageserver/node';
import { type SourceSubject, sourceReferences } from '../shared/core/assist/source-references.ts';
import { parseYaml } from '../shared/core/document/yaml.ts';
import { createLineIndex } from '../shared/core/text/line-index.ts';
import type { ServerContext } from './context.ts';
import { uriOfPath } from './convert.ts';
import { fieldLocation, type Rooted, ruleLocation } from './locations.ts';

/** Manifest, profiles and rule files; what is built in counts as declaration only. */
export async function inSources(
  subject: SourceSubject,
  rooted: Rooted,
  withDeclaration: boolean,
  context: ServerContext,
): Promise<Location[]> {
  const named = await Promise.all(
    ownSources(rooted).map(file => namedIn(path.resolve(rooted.root, file), subject, context)),
  );
  if (!withDeclaration) return named.flat();
  const declared =
    subject.kind === 'rule'
      ? [await ruleLocation(subject.rule, rooted, context)]
      : await Promise.all(subject.fields.map(field => fieldLocation(field, rooted, context)));
  return [...named.flat(), ...declared.flatMap(place => place ?? [])];
}

function ownSources({ project: { sources } }: Rooted): readonly string[] {
  return sources.filter(source => !source.endsWith('/'));
}

async function namedIn(
  file: string,
  subject: SourceSubject,
  { documents, projects }: ServerContext,
): Promise<Location[]> {
  const read = await projects.read(file);
  if (!('text' in read)) return [];
  const spans = sourceReferences(parseYaml(read.text), subject);
  const lines = createLineIndex(spans.length > 0 ? read.text : '');
  const uri = documents.uriAt(file) ?? uriOfPath(file);
  return spans.map(span => ({ uri, range: lines.rangeOf(span) }));
}
