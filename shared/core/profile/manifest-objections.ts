/** What can be said of a manifest only once its profile is known: names in it that nothing goes by. */
import type { Problem } from '../document/document.ts';
import { suggestion } from '../text/nearest.ts';
import type { CompiledProfile } from '../validation/compile.ts';
import { canonicalEnvironment, unknownEnvironment } from './environments.ts';
import type { Located, ManifestFile } from './layer.ts';
import type { Profile } from './profile.ts';
import { at } from './resolution.ts';
import { waiverFindings } from './waivers.ts';

/** Of the manifest's own text, in the order of its parts. */
export function manifestObjections(
  file: ManifestFile,
  profile: Profile,
  compiled: CompiledProfile,
  now: Date,
): readonly Problem[] {
  const { environments } = profile;
  const isDeclared = file.layer.environments.size > 0 || file.layer.extends.length > 0;
  const strange = isDeclared
    ? file.environments.filter(({ value }) => canonicalEnvironment(value, environments) === undefined)
    : [];
  return [
    ...strange.map(({ value, span }) =>
      at(span, 'unknown-environment', unknownEnvironment(value, environments), 'warning'),
    ),
    ...file.mapped.flatMap(target => unknownField(target, compiled)),
    ...waiverProblems(file, profile, now),
  ];
}

/** Only a schema knows its fields; without one, none is unknown. */
function unknownField(
  { value, span }: Located<string>,
  { schema, fields, groups }: CompiledProfile,
): Problem[] {
  const name = value.toLowerCase();
  if (!schema || fields.has(name) || groups.has(name) || isInOpenGroup(name, groups)) return [];
  const known = [...fields.values(), ...groups.values()].map(({ path }) => path);
  const message = `The schema has no field or group "${value.slice(0, 60)}", so what is mapped to it is not checked.${suggestion(value, known)} Correct the name.`;
  return [at(span, 'unknown-field', message, 'warning')];
}

function isInOpenGroup(name: string, groups: CompiledProfile['groups']): boolean {
  const parts = name.split('.');
  return parts.some((_, index) => groups.get(parts.slice(0, index).join('.'))?.open === true);
}

function waiverProblems({ manifest }: ManifestFile, { rules }: Profile, now: Date): Problem[] {
  const findings = waiverFindings(manifest.waivers, { now, rules: rules.map(({ id }) => id) });
  return findings.map(({ code, severity, message, span }) => ({ code, severity, message, span }));
}
