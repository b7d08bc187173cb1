/** The rows of an environment matrix: every field that one of the files sets, lacks or leaves to its default. */
import type { CompiledProfile } from '../validation/compile.ts';
import { hasSecretName, looksSecret } from '../validation/secret-name.ts';
import type { Setting } from '../validation/settings.ts';
import { settingHolding } from '../validation/unit.ts';
import { isTree } from '../validation/values.ts';
import type { MatrixColumn } from './matrix-columns.ts';

export interface MatrixRow {
  readonly path: string;
  readonly parts: readonly string[];
  /** Lower case, as the columns look it up. */
  readonly key: string;
  /** Dotted; empty outside of any group. */
  readonly group: string;
  readonly title?: string;
  /** In any of the files, so that no column shows what another one hides. What stands in a group's place may be. */
  readonly secret: boolean;
}

/** In the schema's order; fields that it does not know behind those of their group. */
export function matrixRows(columns: readonly MatrixColumn[]): readonly MatrixRow[] {
  const used = usedPaths(columns);
  const secret = secretPaths(columns);
  const rows = new Map<string, MatrixRow>();
  const add = (path: string): void => {
    const key = path.toLowerCase();
    if (rows.has(key)) return;
    const parts = path.split('.');
    const title = columns[0]?.unit.compiled.fields.get(key)?.schema.title;
    const group = parts.slice(0, -1).join('.');
    const isGroup = columns[0]?.unit.compiled.groups.has(key) === true;
    const shared = { path, parts, key, group, secret: isGroup || secret.has(key) };
    rows.set(key, typeof title === 'string' ? { ...shared, title } : shared);
  };
  for (const { path } of columns[0]?.unit.compiled.fields.values() ?? []) {
    if (used.has(path.toLowerCase())) add(path);
  }
  for (const path of used.values()) add(path);
  return groupedRows([...rows.values()], columns);
}

/** Path by its lower case. */
function usedPaths(columns: readonly MatrixColumn[]): Map<string, string> {
  const used = new Map<string, string>();
  for (const { unit, findings } of columns) {
    for (const { path } of unit.omitted) used.set(path.toLowerCase(), path);
    for (const key of findings.keys()) {
      for (const path of fieldsAt(key, unit.compiled)) used.set(path.toLowerCase(), path);
    }
    for (const setting of unit.settings) {
      for (const path of pathsOf(setting, unit.compiled.groups)) {
        if (!used.has(path.toLowerCase())) used.set(path.toLowerCase(), path);
      }
    }
  }
  return used;
}

/** The field; of a group those that it needs. */
function fieldsAt(key: string, { fields, groups }: CompiledProfile): string[] {
  const field = fields.get(key);
  if (field) return [field.path];
  if (!groups.has(key)) return [];
  return [...fields].flatMap(([inner, { path, required }]) =>
    required && inner.startsWith(`${key}.`) ? [path] : [],
  );
}

/** A whole group that is set in one variable stands for the fields in it. */
function pathsOf(setting: Setting, groups: CompiledProfile['groups']): string[] {
  if (setting.isPart || isUnnamed(setting)) return [];
  const paths: string[] = [];
  const visit = (path: string, value: unknown): void => {
    if (!isTree(value) || !groups.has(path.toLowerCase())) paths.push(path);
    else for (const [key, inner] of Object.entries(value)) visit(`${path}.${key}`, inner);
  };
  visit(setting.path, setting.value);
  return paths;
}

/** A line of its own that no field is known for may be the rest of a secret: its name is not shown. */
function isUnnamed({ field, name, node }: Setting): boolean {
  if (field) return false;
  return (node.kind === 'scalar' && node.origin === 'text' && node.value === null) || looksSecret('', name);
}

function secretPaths(columns: readonly MatrixColumn[]): ReadonlySet<string> {
  const secret = new Set<string>();
  for (const { unit } of columns) {
    for (const { path, secret: isSecret } of unit.compiled.fields.values()) {
      if (isSecret) secret.add(path.toLowerCase());
    }
    const names = new Set(unit.settings.filter(setting => setting.secret).map(({ name }) => name));
    for (const setting of unit.settings) {
      if (!setting.secret && !refersToSecret(setting, names)) continue;
      secret.add(setting.path.toLowerCase());
      if (!setting.isPart) continue;
      const list = settingHolding(setting.parts.slice(0, -1), unit);
      if (list) secret.add(list.path.toLowerCase());
    }
  }
  return secret;
}

function refersToSecret({ node }: Setting, names: ReadonlySet<string>): boolean {
  if (node.kind !== 'scalar') return false;
  return node.references.some(({ name }) => names.has(name) || hasSecretName(name));
}

/** Each group's rows together, groups in the schema's order, the fields outside of any group first. */
function groupedRows(rows: readonly MatrixRow[], columns: readonly MatrixColumn[]): readonly MatrixRow[] {
  const known = [...(columns[0]?.unit.compiled.groups.values() ?? [])].map(({ path }) => path);
  const groups = new Map<string, MatrixRow[]>(['', ...known].map(path => [path, []]));
  for (const row of rows) {
    const members = groups.get(row.group);
    if (members) members.push(row);
    else groups.set(row.group, [row]);
  }
  return [...groups.values()].flat();
}
