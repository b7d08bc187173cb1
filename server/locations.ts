/** Where fields and rules are written: in a team's own files, else in what is shipped of the built-in profiles. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Location } from 'vscode-languageserver/node';
import { fieldPlace, rulePlace } from '../shared/core/assist/schema-place.ts';
import { isPath } from '../shared/core/profile/trust.ts';
import { createLineIndex } from '../shared/core/text/line-index.ts';
import type { Span } from '../shared/core/text/text.ts';
import type { Project } from '../shared/core/validation/project.ts';
import type { ServerContext } from './context.ts';
import { uriOfPath } from './convert.ts';

/** A project and the absolute folder that its paths are relative to. */
export interface Rooted {
  readonly project: Project;
  readonly root: string;
}

const BUILT_IN = /^builtin:([^/]+)\/(.+)$/;

/** Of the schema that describes the field; several may, the nearest one is taken. Undefined when none is there. */
export async function fieldLocation(
  field: string,
  { project, root }: Rooted,
  context: ServerContext,
): Promise<Location | undefined> {
  const rules = new Set(project.profile.rules.map(({ source }) => source));
  for (const source of project.sources) {
    if (source.endsWith('/') || rules.has(source)) continue;
    const found = await placeIn(path.resolve(root, source), text => fieldPlace(text, field), context);
    if (found) return found;
  }
  for (const name of builtinNames(project)) {
    const schema = path.join(context.packageFolder, 'profiles', name, 'schema.yaml');
    const found = await placeIn(schema, text => fieldPlace(text, field), context);
    if (found) return found;
    const page = path.join(context.packageFolder, 'docs', 'rules', name, 'README.md');
    if (!(await exists(schema)) && (await exists(page))) return startOf(page, context);
  }
  return undefined;
}

/** The rule's file, or its page where the file is not shipped. Rules that are off have one, too. */
export async function ruleLocation(
  rule: string,
  { project, root }: Rooted,
  context: ServerContext,
): Promise<Location | undefined> {
  const source = project.profile.rules.find(({ id }) => id === rule)?.source;
  if (source !== undefined && !BUILT_IN.test(source)) {
    const file = path.resolve(root, source);
    return (await placeIn(file, text => rulePlace(text, rule), context)) ?? startOf(file, context);
  }
  if (!/^[\w-]+$/.test(rule)) return undefined;
  for (const name of builtinNames(project)) {
    const file = path.join(context.packageFolder, 'profiles', name, 'rules', `${rule}.yaml`);
    const found = await placeIn(file, text => rulePlace(text, rule), context);
    if (found) return found;
    const page = path.join(context.packageFolder, 'docs', 'rules', name, `${rule}.md`);
    if (await exists(page)) return startOf(page, context);
  }
  return undefined;
}

/** The file of a built-in profile; undefined when it is not shipped. */
export async function builtinLocation(name: string, context: ServerContext): Promise<Location | undefined> {
  if (!/^[\w-]+$/.test(name)) return undefined;
  const folder = path.join(context.packageFolder, 'profiles', name);
  const file = path.join(folder, 'profile.yaml');
  return (await exists(file)) ? startOf(file, context) : undefined;
}

export function startOf(file: string, { documents }: ServerContext): Location {
  const start = { line: 0, character: 0 };
  return { uri: documents.uriAt(file) ?? uriOfPath(file), range: { start, end: start } };
}

/** Of an absolute path; undefined when the file cannot be read, or the place is not in it. */
async function placeIn(
  file: string,
  find: (text: string) => Span | undefined,
  { documents, projects }: ServerContext,
): Promise<Location | undefined> {
  const read = await projects.read(file);
  const span = 'text' in read ? find(read.text) : undefined;
  if (!span || 'problem' in read) return undefined;
  return { uri: documents.uriAt(file) ?? uriOfPath(file), range: createLineIndex(read.text).rangeOf(span) };
}

function builtinNames({ manifest, profile }: Project): readonly string[] {
  const ofRules = profile.rules.flatMap(({ source }) => BUILT_IN.exec(source)?.[1] ?? []);
  return [...new Set([...manifest.extends.filter(name => !isPath(name)), profile.name, ...ofRules])].filter(
    name => /^[\w-]+$/.test(name),
  );
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    stats => stats.isFile(),
    () => false,
  );
}
