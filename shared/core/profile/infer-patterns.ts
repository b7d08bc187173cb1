/** Says of each group of files how a manifest names it, for which environment it is, and why. */
import { baseNameOf } from '../text/path.ts';
import { canonicalEnvironment } from './environments.ts';
import type { ComposeFile } from './infer-compose.ts';
import { type FileGroup, type FileKind, isEnvironment } from './infer-files.ts';
import type { ReadFile } from './infer-read.ts';
import { environmentByCompose } from './infer-readers.ts';

export interface Pattern {
  readonly match: string;
  readonly environment?: string;
  readonly reason: string;
  /** False: written as a comment, because somebody has to decide first. */
  readonly active: boolean;
  readonly isDotenv: boolean;
  readonly files: readonly string[];
}

export interface Patterns {
  readonly patterns: readonly Pattern[];
  /** Words that stand where an environment's name would. */
  readonly unknownEnvironments: readonly string[];
  readonly notes: readonly string[];
}

export interface PatternsInput {
  readonly groups: readonly FileGroup[];
  readonly read: readonly ReadFile[];
  readonly compose: readonly ComposeFile[];
  /** Files that hold only what differs on one machine, so that what is required is missing in them. */
  readonly partial: ReadonlySet<string>;
}

/** Variables by which programs are told their environment. */
const SAYS_ENVIRONMENT =
  /^(?:ENVIRONMENT|ENV|APP_ENV|NODE_ENV|RAILS_ENV|RACK_ENV|FLASK_ENV|DJANGO_ENV|GO_ENV|DEPLOY_ENV)$/i;

export function inferPatterns(input: PatternsInput): Patterns {
  const proposed = input.groups.flatMap(group => proposals(group, input));
  const patterns = [...proposed, ...(hasCopy(input.groups) ? [COPY] : [])];
  const isEmpty = !patterns.some(({ active }) => active);
  const words = input.groups.flatMap(({ kind, words }) => (kind === 'captured' ? words : []));
  return {
    patterns: isEmpty ? [NOTHING_YET, ...patterns] : patterns,
    unknownEnvironments: [...new Set(words.filter(word => !isEnvironment(word)))],
    notes: [...silentNotes(patterns), ...yamlNotes(input.groups), ...partialNotes(input.partial)],
  };
}

const NOTHING_YET: Pattern = {
  match: '.env.{environment}',
  reason: 'There is no .env file yet; these would be found.',
  active: true,
  isDotenv: true,
  files: [],
};

const COPY: Pattern = {
  match: '.env',
  reason: 'What the template is copied to. Add environment: development if it is that.',
  active: true,
  isDotenv: true,
  files: [],
};

/** A template for `.env`, which itself is not there: git ignores it. */
function hasCopy(groups: readonly FileGroup[]): boolean {
  const templates = groups.flatMap(({ kind, files }) => (kind === 'template' ? files : []));
  return (
    templates.some(file => /^\.env\.[a-z]+$/i.test(file)) && !groups.some(({ match }) => match === '.env')
  );
}

const TEMPLATE = 'a template for others to fill in, so it is checked as development.';

function proposals(group: FileGroup, input: PatternsInput): Pattern[] {
  const { kind, match, files } = group;
  const names = `${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}`;
  const plain = { match, files, active: true, isDotenv: kind !== 'yaml' };
  if (kind === 'template') return [{ ...plain, environment: 'development', reason: `${names}: ${TEMPLATE}` }];
  if (kind === 'override' && files.some(file => input.partial.has(file)))
    return [{ ...plain, active: false, reason: `${names}: ${PARTIAL}` }];
  if (kind === 'plain' || kind === 'named')
    return files.length > 1 ? byFile(group, input) : [silent(group, input)];
  const reason = `${names}: ${REASONS[kind]}`;
  return [{ ...plain, match: withoutLocal(group, input), active: kind !== 'yaml', reason }];
}

/** `.env.{environment}` would take in `.env.local`, too: where that is left out, the others are named. */
function withoutLocal({ kind, match, words }: FileGroup, { partial }: PatternsInput): string {
  const leavesOut = [...partial].some(file => baseNameOf(file) === '.env.local');
  if (kind !== 'captured' || !match.endsWith('.env.{environment}') || !leavesOut) return match;
  const names = [...new Set(words)];
  return match.replace('{environment}', names.length === 1 ? names.join() : `{${names.join(',')}}`);
}

const PARTIAL = 'only what differs on one machine. Take the # away if it is to hold all that is required.';

const REASONS: Readonly<Record<Exclude<FileKind, 'template' | 'plain' | 'named'>, string>> = {
  override: 'the name says which environment.',
  captured: 'the name says which environment.',
  yaml: 'to check it, add a map from its paths to fields, and take the # away.',
};

/** Several files of one name that says nothing: each may be for another environment. */
function byFile(group: FileGroup, input: PatternsInput): Pattern[] {
  const each = group.files.map(file => silent({ ...group, match: file, files: [file] }, input));
  return each.some(({ environment }) => environment !== undefined) ? each : [silent(group, input)];
}

function silent({ match, files, kind }: FileGroup, { read, compose }: PatternsInput): Pattern {
  const pattern = { match, files, active: true, isDotenv: true };
  const [file = ''] = files;
  const own = ownEnvironment(read.find(({ path }) => path === file));
  const byCompose = environmentByCompose(file, compose);
  const environment = files.length > 1 ? undefined : (own?.environment ?? byCompose);
  const names = `${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}`;
  if (environment === undefined) {
    const example = kind === 'plain' ? 'development' : 'production';
    const reason = `${names}: the name does not say which environment. Add environment: ${example} if it is that.`;
    return { ...pattern, reason };
  }
  const witness = own ? `its ${own.name}` : 'the Compose file that names it';
  return { ...pattern, environment, reason: `${names}: ${witness} says which environment.` };
}

function ownEnvironment(
  file: ReadFile | undefined,
): { readonly name: string; readonly environment: string } | undefined {
  for (const [name, { text, kind }] of file?.variables ?? []) {
    if (kind !== 'value' || !SAYS_ENVIRONMENT.test(name)) continue;
    const environment = canonicalEnvironment(text, new Map());
    if (environment !== undefined) return { name, environment };
  }
  return undefined;
}

function silentNotes(patterns: readonly Pattern[]): string[] {
  const silent = patterns.filter(({ reason }) => reason.includes('the name does not say'));
  const names = silent
    .flatMap(({ files }) => files)
    .sort()
    .join(', ');
  return names === '' ? [] : [`Which environment ${names} is for cannot be told from the name.`];
}

function yamlNotes(groups: readonly FileGroup[]): string[] {
  const names = groups.flatMap(({ kind, files }) => (kind === 'yaml' ? files : [])).join(', ');
  return names === '' ? [] : [`${names}: YAML that may be configuration; it is proposed as a comment.`];
}

function partialNotes(partial: ReadonlySet<string>): string[] {
  if (partial.size === 0) return [];
  return [
    `${[...partial].join(', ')}: only what differs on one machine, so it is checked for its syntax only.`,
  ];
}
