/** Follows what a manifest or profile extends, reads everything it is spread over, and merges it into one profile. */
import type { Problem } from '../document/document.ts';
import { suggestion } from '../text/nearest.ts';
import { folderOf, joinPath } from '../text/path.ts';
import type { Span } from '../text/text.ts';
import type { Layer, Located, ManifestFile, RuleChange } from './layer.ts';
import { applySettings, completeRule, EMPTY_PROFILE, mergeProfiles, overrideRule } from './merge.ts';
import { parseManifest } from './parse-manifest.ts';
import { parsePolicyFile, parseProfile, parseRule, parseSchemaFile } from './parse-profile.ts';
import type { JsonSchema, JsonValue, Profile, Rule } from './profile.ts';
import { ruleFilesOf } from './rule-files.ts';

/** Everything the outside has to give. Paths are relative to one folder; `..` leads out of it, `outward` times at most. */
export interface ResolveHost {
  /** `reason`: why it could not be read, as a sentence that does not name the file. */
  read(path: string): Promise<{ readonly text: string } | { readonly reason: string }>;
  /** Every file in a folder and the folders in it, relative to that folder; undefined when it is no folder. */
  list(folder: string): Promise<readonly string[] | undefined>;
  builtin(name: string): Profile | undefined;
  readonly builtinNames: readonly string[];
  /** How many folders up may be left by `..`. */
  readonly outward: number;
  /** False: only built-in profiles are used. */
  readonly trusted: boolean;
}

export interface Resolved {
  readonly profile: Profile;
  /** By path. Files without problems are not in it. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Every file that was read, and every folder that was listed (with `/` behind it). */
  readonly sources: readonly string[];
  /** Where the rules and the schema are written, to show there what a compiler says of them. */
  readonly places: { readonly rules: ReadonlyMap<string, Place>; readonly schema?: Place };
}

export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** Files of one project that are read at most: profiles, schemas, rules. */
const MOST_FILES = 2000;
const MOST_LAYERS = 50;

export async function resolveManifest(
  text: string,
  path: string,
  host: ResolveHost,
): Promise<Resolved & { readonly file: ManifestFile }> {
  const { value: file, problems } = parseManifest(text, path);
  const run = createRun(host);
  run.report(path, ...problems);
  run.sources.add(path);
  const layer = host.trusted ? file.layer : withoutOwn(file.layer, run);
  return { ...(await resolveLayer(layer, run)), file };
}

/** A profile on its own, such as a built-in one when the product is built. */
export async function resolveProfile(path: string, host: ResolveHost): Promise<Resolved> {
  const run = createRun(host);
  const read = await run.read(path, { path, span: { start: 0, end: 0 } });
  const parsed = parseProfile(read ?? '', path);
  run.report(path, ...parsed.problems);
  return resolveLayer(parsed.value, run);
}

interface Run {
  readonly host: ResolveHost;
  readonly problems: Map<string, Problem[]>;
  readonly sources: Set<string>;
  readonly rulePlaces: Map<string, Place>;
  schemaPlace: Place | undefined;
  layers: number;
  report(path: string, ...problems: readonly Problem[]): void;
  /** Reports at `from` when the file cannot be read. */
  read(path: string, from: Place): Promise<string | undefined>;
}

function createRun(host: ResolveHost): Run {
  const problems = new Map<string, Problem[]>();
  const report = (path: string, ...found: readonly Problem[]): void => {
    if (found.length > 0) problems.set(path, [...(problems.get(path) ?? []), ...found]);
  };
  const sources = new Set<string>();
  return {
    host,
    problems,
    sources,
    rulePlaces: new Map(),
    schemaPlace: undefined,
    layers: 0,
    report,
    read: async (path, from) => {
      if (sources.size >= MOST_FILES) {
        report(
          from.path,
          at(
            from.span,
            'too-many-files',
            `A project is made of at most ${MOST_FILES} files, so this one is not read. Put rules together.`,
          ),
        );
        return undefined;
      }
      sources.add(path);
      const result = await host.read(path);
      if ('text' in result) return result.text;
      report(
        from.path,
        at(from.span, 'unreadable', `${path} cannot be read, so nothing of it is used. ${result.reason}`),
      );
      return undefined;
    },
  };
}

async function resolveLayer(layer: Layer, run: Run): Promise<Resolved> {
  const profile = await build(EMPTY_PROFILE, layer, [layer.path], run);
  return {
    profile: profile.name === '' ? { ...profile, name: layer.path } : profile,
    problems: run.problems,
    sources: [...run.sources],
    places: { rules: run.rulePlaces, ...(run.schemaPlace && { schema: run.schemaPlace }) },
  };
}

/** `open`: the files whose layers are being built, outermost first. */
async function build(base: Profile, layer: Layer, open: readonly string[], run: Run): Promise<Profile> {
  let profile = base;
  for (const extended of layer.extends) profile = await extend(profile, extended, layer, open, run);
  const schema = await readSchema(layer, run);
  const approvals = await readPolicy(layer.approvals, layer, run);
  const drift = await readPolicy(layer.drift, layer, run);
  profile = applySettings(profile, {
    settings: layer.settings,
    environments: layer.environments,
    ...(schema !== undefined && { schema }),
    ...(approvals !== undefined && { approvals }),
    ...(drift !== undefined && { drift }),
  });
  const changes = [...(await readRuleFiles(layer, run)), ...layer.rules];
  return { ...profile, rules: changeRules(profile.rules, changes, run) };
}

async function extend(
  base: Profile,
  { value, span }: Located<string>,
  layer: Layer,
  open: readonly string[],
  run: Run,
): Promise<Profile> {
  if (!/[./]/.test(value)) return extendBuiltin(base, value, { path: layer.path, span }, run);
  const path = await profilePath(value, span, layer, run);
  if (path === undefined) return base;
  if (open.includes(path)) {
    run.report(
      layer.path,
      at(span, 'cycle', `${path} extends this file in turn, so it would never end. Remove one of the two.`),
    );
    return base;
  }
  if (++run.layers > MOST_LAYERS) {
    run.report(
      layer.path,
      at(
        span,
        'too-many-layers',
        `At most ${MOST_LAYERS} profiles are merged, so this one is not. Extend fewer.`,
      ),
    );
    return base;
  }
  const text = await run.read(path, { path: layer.path, span });
  if (text === undefined) return base;
  const { value: next, problems } = parseProfile(text, path);
  run.report(path, ...problems);
  return build(base, next, [...open, path], run);
}

function extendBuiltin(base: Profile, name: string, from: Place, run: Run): Profile {
  const profile = run.host.builtin(name);
  if (profile) return mergeProfiles(base, profile);
  const { builtinNames } = run.host;
  const message = `There is no built-in profile "${name.slice(0, 60)}".${suggestion(name, builtinNames)} Name one of ${builtinNames.join(', ')}, or write a path such as ./profiles/own.`;
  run.report(from.path, at(from.span, 'unknown-profile', message));
  return base;
}

async function profilePath(value: string, span: Span, layer: Layer, run: Run): Promise<string | undefined> {
  const path = inside(value, span, layer, run);
  if (path === undefined || /\.(ya?ml|json)$/i.test(path)) return path;
  return path === '' ? 'profile.yaml' : `${path}/profile.yaml`;
}

async function readSchema(layer: Layer, run: Run): Promise<JsonSchema | undefined> {
  if (!layer.schema) return undefined;
  const { value, span } = layer.schema;
  run.schemaPlace = { path: layer.path, span };
  if (typeof value !== 'string') return value;
  const text = await readBeside(value, span, layer, run);
  if (text === undefined) return undefined;
  const { value: schema, problems } = parseSchemaFile(text);
  run.report(inside(value, span, layer, run) ?? layer.path, ...problems);
  return schema;
}

async function readPolicy(
  policy: Located<JsonValue> | undefined,
  layer: Layer,
  run: Run,
): Promise<JsonValue | undefined> {
  if (!policy || typeof policy.value !== 'string') return policy?.value;
  const text = await readBeside(policy.value, policy.span, layer, run);
  if (text === undefined) return undefined;
  const { value, problems } = parsePolicyFile(text);
  run.report(inside(policy.value, policy.span, layer, run) ?? layer.path, ...problems);
  return value;
}

async function readBeside(relative: string, span: Span, layer: Layer, run: Run): Promise<string | undefined> {
  const path = inside(relative, span, layer, run);
  return path === undefined ? undefined : run.read(path, { path: layer.path, span });
}

async function readRuleFiles(layer: Layer, run: Run): Promise<RuleChange[]> {
  const changes: RuleChange[] = [];
  for (const { value, span } of layer.ruleFiles) {
    const found = await ruleFilesOf(value, folderOf(layer.path), run.host);
    if (found.listed !== undefined) run.sources.add(`${found.listed}/`);
    if (found.reason !== undefined) run.report(layer.path, at(span, 'rule-files', found.reason));
    for (const path of found.paths) {
      const text = await run.read(path, { path: layer.path, span });
      if (text === undefined) continue;
      const { value: change, problems } = parseRule(text, path);
      run.report(path, ...problems);
      if (change) changes.push(change);
    }
  }
  return changes;
}

function changeRules(base: readonly Rule[], changes: readonly RuleChange[], run: Run): readonly Rule[] {
  if (changes.length === 0) return base;
  const rules = new Map(base.map(rule => [rule.id, rule]));
  const written = new Map<string, string>();
  for (const change of changes) {
    const problem = changeRule(rules, change);
    if (problem && !hasProblemAt(change, run)) run.report(change.path, problem);
    const before = written.get(change.id);
    if (before !== undefined && change.path !== before) {
      run.report(
        change.path,
        at(
          change.span,
          'duplicate-rule',
          `${before} is about rule ${change.id} too, and this one counts. Keep one of them.`,
          'warning',
        ),
      );
    }
    written.set(change.id, change.path);
    run.rulePlaces.set(change.id, { path: change.path, span: change.span });
  }
  return [...rules.values()];
}

function changeRule(rules: Map<string, Rule>, { id, path, span, change }: RuleChange): Problem | undefined {
  const known = rules.get(id);
  if (change === 'off') {
    if (!rules.delete(id)) return unknownRule(id, span, rules);
    return undefined;
  }
  if (known) {
    rules.set(id, overrideRule(known, change));
    return undefined;
  }
  const rule = completeRule(id, change, path);
  if ('id' in rule) {
    rules.set(id, rule);
    return undefined;
  }
  if (rule.length === 4) return unknownRule(id, span, rules);
  const missing = rule.join(', ');
  const message = `No profile that is extended has a rule ${id}.${suggestion(id, rules.keys())} If it is a rule of your own, it still needs: ${missing}.`;
  return at(span, 'incomplete-rule', message);
}

function unknownRule(id: string, span: Span, rules: ReadonlyMap<string, Rule>): Problem {
  const message = `No profile that is extended has a rule ${id}, so this changes nothing.${suggestion(id, rules.keys())} Correct the id, or remove the entry.`;
  return at(span, 'unknown-rule', message);
}

/** A rule that is incomplete because a part of it was wrong has had its message already. */
function hasProblemAt({ path, change }: RuleChange, run: Run): boolean {
  return (
    change !== 'off' && !path.endsWith('secure-config.yaml') && (run.problems.get(path)?.length ?? 0) > 0
  );
}

/** Reports paths that are absolute or lead out of the workspace. */
function inside(relative: string, span: Span, layer: Layer, run: Run): string | undefined {
  const path = joinPath(folderOf(layer.path), relative, run.host.outward);
  if (path === undefined) {
    run.report(
      layer.path,
      at(
        span,
        'outside',
        'This path is absolute, or leads out of the workspace, so it is not read. Write a path relative to this file, with / between its parts, that stays inside.',
      ),
    );
  }
  return path;
}

function withoutOwn(layer: Layer, run: Run): Layer {
  const builtin = layer.extends.filter(({ value }) => !/[./]/.test(value));
  const { schema, approvals, drift, ...rest } = layer;
  const ignored =
    schema || layer.rules.length > 0 || layer.ruleFiles.length > 0 || builtin.length < layer.extends.length;
  if (ignored) {
    run.report(
      layer.path,
      at(
        { start: 0, end: 0 },
        'untrusted',
        'This workspace is not trusted, so only built-in profiles are used: the rules, schema and profiles that come with the folder are not. Trust the workspace to use them.',
        'info',
      ),
    );
  }
  return { ...rest, extends: builtin, rules: [], ruleFiles: [] };
}

function at(span: Span, name: string, message: string, severity: Problem['severity'] = 'error'): Problem {
  return { code: `manifest/${name}`, severity, message, span };
}
