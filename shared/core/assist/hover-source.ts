/** What there is to know of a key or value in a manifest, a profile, a rule file or a schema. */
import { builtinProfile } from 'secure-config:profiles';
import { isDialectName } from '../document/dialect.ts';
import { dialectReader } from '../document/dialects/all.ts';
import type { Document } from '../document/document.ts';
import { compileGlob } from '../text/glob.ts';
import type { Project } from '../validation/project.ts';
import { describeSchema } from './completion-source.ts';
import { allRules, keySource, type NameSource, valueSource } from './completion-source-names.ts';
import { describeField } from './field-documentation.ts';
import type { PageOf } from './field-documentation-rules.ts';
import type { Hover } from './hover.ts';
import { entryAt } from './hover-entry.ts';
import { blocks, code, paragraphs, plain } from './markdown.ts';
import { describeRule } from './rule-page.ts';
import { merged, type SourceKind, schemasAt } from './schema-walk.ts';

export interface SourceHoverContext {
  readonly kind: SourceKind;
  readonly document: Document;
  readonly offset: number;
  readonly project?: Project;
  readonly pageOf: PageOf;
  /** The files of the folder, relative to the manifest's. */
  readonly files: readonly string[];
}

export function hoverSource(context: SourceHoverContext): Hover | undefined {
  const { document, kind, offset } = context;
  const found = entryAt(document, offset);
  if (!found) return undefined;
  const { entry, names, span } = found;
  const isKey = span.start === entry.keySpan.start;
  const source = isKey ? keySource(kind, names.slice(0, -1)) : valueSource(kind, found.valuePath);
  const word = isKey ? entry.key : found.text;
  const named = source && word !== undefined ? describeName(source, word, context) : '';
  const schema = merged(schemasAt(kind, isKey ? names : found.valuePath));
  const heading = typeof schema.title === 'string' ? `**${plain(schema.title)}**` : '';
  const dialect = word !== undefined && found.valuePath.at(-2) === 'dialects' ? describeDialect(word) : '';
  const markdown = named || dialect || blocks(heading, describeSchema(schema));
  return markdown === '' ? undefined : { span, markdown };
}

function describeName(source: NameSource, word: string, context: SourceHoverContext): string {
  const { project, pageOf, files } = context;
  switch (source) {
    case 'rules': {
      const rule = allRules(project).find(({ id }) => id === word);
      return rule ? describeRule(rule, pageOf) : '';
    }
    case 'fields':
    case 'selectors':
    case 'places':
      return describeNamedField(word, project);
    case 'profiles': {
      const profile = builtinProfile(word);
      return profile
        ? blocks(
            `**${plain(profile.title)}** · ${code(word)}`,
            paragraphs(profile.description),
            `${profile.rules.length} rules`,
          )
        : '';
    }
    case 'environments': {
      const others = project?.profile.environments.get(word) ?? [];
      return others.length > 0
        ? blocks(`**${plain(word)}**`, `Also written ${others.map(code).join(', ')}.`)
        : '';
    }
    case 'globs':
      return describeGlob(word, files);
    default:
      return '';
  }
}

function describeNamedField(word: string, project: Project | undefined): string {
  if (!project) return '';
  const field = project.compiled.fields.get(word.toLowerCase());
  if (field) return describeField(field, { project });
  const group = project.compiled.groups.get(word.toLowerCase());
  const { description } = group?.schema ?? {};
  if (group)
    return blocks(
      `**${code(group.path)}** · group`,
      typeof description === 'string' && paragraphs(description),
    );
  const compiled = /[*?[]/.test(word)
    ? compileGlob(word, { separator: '.', ignoreCase: true, braces: false })
    : undefined;
  if (!compiled?.ok) return '';
  const paths = [...project.compiled.fields.values()].map(({ path }) => path).filter(compiled.glob.matches);
  return listOf(`${code(word)} selects ${paths.length} fields of the schema`, paths);
}

function describeGlob(pattern: string, files: readonly string[]): string {
  const compiled = compileGlob(pattern.replace(/^(\.\/)+/, ''));
  if (!compiled.ok) return '';
  const matching = files.filter(compiled.glob.matches);
  return listOf(
    `${code(pattern)} matches ${matching.length} ${matching.length === 1 ? 'file' : 'files'}`,
    matching,
  );
}

const MOST_LISTED = 12;

function listOf(heading: string, names: readonly string[]): string {
  const lines = names.slice(0, MOST_LISTED).map(name => `- ${code(name)}`);
  const more = names.length > MOST_LISTED ? [`- and ${names.length - MOST_LISTED} more`] : [];
  return blocks(`${heading}${names.length === 0 ? '.' : ':'}`, [...lines, ...more].join('\n'));
}

function describeDialect(name: string): string {
  if (!isDialectName(name)) return '';
  const { title, reproduces } = dialectReader(name);
  return blocks(`**${plain(title)}** · ${code(name)}`, `Read as ${plain(reproduces)} reads it.`);
}
