/** Follows what a manifest or profile extends, reads everything it is spread over, and merges it into one profile. */
import { changeRules } from './change-rules.ts';
import { settleEnvironments } from './environments.ts';
import type { Layer, Located, ManifestFile } from './layer.ts';
import { applySettings, EMPTY_PROFILE, mergeProfiles } from './merge.ts';
import { parseManifest } from './parse-manifest.ts';
import { parseProfile } from './parse-profile.ts';
import type { Profile } from './profile.ts';
import {
  at,
  pathFrom,
  type Resolution,
  type Resolved,
  type ResolveHost,
  startResolution,
} from './resolution.ts';
import { readPolicy, readRuleFiles, readSchema } from './resolve-parts.ts';
import { isPath, unknownBuiltin, withoutOwn } from './trust.ts';

/** Profiles that are merged at most. */
const MOST_LAYERS = 50;

/** `path` is where the text stands, relative to what the host's paths are relative to. Never throws for what is read. */
export async function resolveManifest(
  text: string,
  path: string,
  host: ResolveHost,
): Promise<Resolved & { readonly file: ManifestFile }> {
  const resolution = startResolution(host);
  const { value: file, problems } = parseManifest(text, path);
  resolution.report(path, ...problems);
  resolution.sources.add(path);
  const layer = host.trusted ? file.layer : withoutOwn(file.layer, resolution);
  return { ...(await resolveLayer(layer, resolution)), file };
}

/**
 * A profile on its own, without a manifest: how the built-in ones are read when the product is built.
 * @public scripts/builtin-profiles.mjs
 */
export async function resolveProfile(path: string, host: ResolveHost): Promise<Resolved> {
  const resolution = startResolution(host);
  const text = await resolution.read(path, { path, span: { start: 0, end: 0 } });
  const { value: layer, problems } = parseProfile(text ?? '', path);
  resolution.report(path, ...problems);
  return resolveLayer(layer, resolution);
}

async function resolveLayer(layer: Layer, resolution: Resolution): Promise<Resolved> {
  const merged = await build(EMPTY_PROFILE, layer, [layer.path], resolution);
  const profile = settleEnvironments(merged, (rule, problem) => {
    const place = resolution.rulePlaces.get(rule.id);
    if (place) resolution.report(place.path, at(place.span, 'unknown-environment', problem, 'warning'));
  });
  const { problems, sources, rulePlaces, schemaPlace } = resolution;
  return {
    profile: profile.name === '' ? { ...profile, name: layer.path } : profile,
    problems,
    sources: [...sources],
    places: { rules: rulePlaces, ...(schemaPlace && { schema: schemaPlace }) },
  };
}

/** `open`: the files whose layers are being built, outermost first. */
async function build(
  base: Profile,
  layer: Layer,
  open: readonly string[],
  resolution: Resolution,
): Promise<Profile> {
  let profile = base;
  for (const extended of layer.extends) profile = await extend(profile, extended, layer, open, resolution);
  const schema = await readSchema(layer, resolution);
  const approvals = await readPolicy(layer.approvals, layer, resolution);
  const drift = await readPolicy(layer.drift, layer, resolution);
  const { settings, environments } = layer;
  profile = applySettings(profile, {
    settings,
    environments,
    ...(schema !== undefined && { schema }),
    ...(approvals !== undefined && { approvals }),
    ...(drift !== undefined && { drift }),
  });
  const changes = [...(await readRuleFiles(layer, resolution)), ...layer.rules];
  return { ...profile, rules: changeRules(profile.rules, changes, resolution) };
}

async function extend(
  base: Profile,
  { value, span }: Located<string>,
  layer: Layer,
  open: readonly string[],
  resolution: Resolution,
): Promise<Profile> {
  const { host } = resolution;
  const from = { path: layer.path, span };
  if (!isPath(value)) {
    const builtin = host.builtin(value);
    if (!builtin) resolution.report(layer.path, unknownBuiltin(value, span, host.builtinNames));
    return builtin ? mergeProfiles(base, builtin) : base;
  }
  const path = profileFile(pathFrom(value, from, resolution));
  const refusal = path === undefined ? undefined : refuseLayer(path, open, resolution);
  if (refusal) resolution.report(layer.path, at(span, ...refusal));
  const text = path === undefined || refusal ? undefined : await resolution.read(path, from);
  if (path === undefined || text === undefined) return base;
  const { value: next, problems } = parseProfile(text, path);
  resolution.report(path, ...problems);
  return build(base, next, [...open, path], resolution);
}

function refuseLayer(
  path: string,
  open: readonly string[],
  resolution: Resolution,
): readonly [name: string, message: string] | undefined {
  if (open.includes(path)) {
    return ['cycle', `${path} extends this file in turn, so it would never end. Remove one of the two.`];
  }
  if (++resolution.layers <= MOST_LAYERS) return undefined;
  return ['too-many-layers', `At most ${MOST_LAYERS} profiles are merged, so this one is not. Extend fewer.`];
}

/** A folder stands for the profile.yaml in it. */
function profileFile(path: string | undefined): string | undefined {
  if (path === undefined || /\.(ya?ml|json)$/i.test(path)) return path;
  return path === '' ? 'profile.yaml' : `${path}/profile.yaml`;
}
