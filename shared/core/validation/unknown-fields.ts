/** Fields that the schema does not know, each with the known name that was probably meant. */
import { nearestName } from '../text/nearest.ts';
import type { Finding } from './finding.ts';
import type { Setting } from './settings.ts';
import { nameInFile, type Unit } from './unit.ts';

/** Looking for a near name compares with every known one: past this many, nothing is suggested. */
const MOST_SUGGESTIONS = 200;

/** `unknown`: keys from the document's root to what the schema objects to. */
export function unknownFindings(unknown: readonly (readonly string[])[], unit: Unit): Finding[] {
  if (unknown.length === 0) return [];
  const roots = new Set(unknown.map(parts => parts.join('.')));
  const tops = new Set(unknown.map(([top = '']) => top));
  const parts = unit.select('part', ({ isPart }) => isPart === true);
  const settings = [...[...tops].flatMap(top => unit.below(top)), ...parts].filter(setting => {
    const root = rootOf(setting, roots);
    return root !== undefined && (root === setting.path || !unit.byPath.has(root.toLowerCase()));
  });
  const fields = [...unit.compiled.fields.values()].map(({ path }) => path);
  const groups = [...unit.compiled.groups.values()].map(({ path }) => path);
  return settings.map((setting, index) => {
    const meant = setting.node.kind === 'map' ? [...groups, ...fields] : fields;
    return unknownFinding(
      setting,
      index < MOST_SUGGESTIONS ? nearestName(setting.path, meant) : undefined,
      unit,
    );
  });
}

/** The unknown field that the setting is, or is a part of. */
function rootOf({ parts }: Setting, roots: ReadonlySet<string>): string | undefined {
  const around = parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  return around.find(path => roots.has(path));
}

function unknownFinding(setting: Setting, near: string | undefined, unit: Unit): Finding {
  const meant = near === undefined ? undefined : nameInFile(near, unit);
  const advice = meant === undefined ? 'Remove it, or correct its name.' : `Did you mean ${meant}?`;
  return {
    kind: 'schema',
    code: 'schema/unknown-field',
    severity: 'error',
    message: `${setting.name} is not a field that the schema knows, so nothing reads it. ${advice}`,
    span: setting.keySpan,
    field: setting.path,
    related: [],
    ...(near !== undefined && renameFix(setting, near, unit)),
  };
}

/** A field that is set already, or that belongs elsewhere in a tree, is no mere change of the key. */
export function renameFix(setting: Setting, near: string, unit: Unit): Pick<Finding, 'fix'> {
  const parts = near.split('.');
  const isVariable = unit.document.format === 'dotenv';
  const sameParent = parts.slice(0, -1).join('.') === setting.parts.slice(0, -1).join('.');
  if (unit.byPath.has(near.toLowerCase()) || (!isVariable && (!sameParent || unit.map))) return {};
  const newText = isVariable ? nameInFile(near, unit) : (parts.at(-1) ?? '');
  return { fix: { title: `Rename to ${newText}`, edits: [{ span: setting.keySpan, newText }] } };
}
