/** The columns of an environment matrix: each document of each file, bound to its fields, with what was found in it. */
import { environmentOfFileName } from '../profile/environments.ts';
import type { Profile } from '../profile/profile.ts';
import { bindUnit } from '../validation/bind.ts';
import type { Checked } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';
import type { Project } from '../validation/project.ts';
import { NO_FIELDS } from '../validation/schema-fields.ts';
import type { Unit } from '../validation/unit.ts';
import type { MatrixEnvironment, MatrixFile } from './matrix.ts';

export interface MatrixColumn {
  readonly file: MatrixFile;
  readonly environment: string | null;
  readonly unit: Unit;
  /** Those that count and are about the field, by its path, lower case. */
  readonly findings: FindingsByPath;
  /** Those about what is inside the field. */
  readonly inner: FindingsByPath;
}

export type FindingsByPath = ReadonlyMap<string, readonly Finding[]>;

/** Ordered by environment, and within one by path. */
export function matrixColumns(files: readonly Checked[]): readonly MatrixColumn[] {
  const order = environmentOrder(files);
  const rank = ({ environment }: MatrixColumn): number =>
    environment === null ? order.length + 1 : (order.indexOf(environment) + 1 || order.length + 1) - 1;
  const columns = files.flatMap(columnsOf);
  return columns.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(a.environment ?? '', b.environment ?? '') ||
      compare(a.file.path, b.file.path) ||
      (a.file.part ?? 0) - (b.file.part ?? 0),
  );
}

/** Neighbouring columns of one environment, put together. */
export function environmentsOf(columns: readonly MatrixColumn[]): MatrixEnvironment[] {
  const environments = new Map<string | null, MatrixFile[]>();
  for (const { environment, file } of columns) {
    const known = environments.get(environment);
    if (known) known.push(file);
    else environments.set(environment, [file]);
  }
  return [...environments].map(([name, files]) => ({ name, files }));
}

function environmentOrder(files: readonly Checked[]): readonly string[] {
  const profile = files.find(({ governance }) => governance.project)?.governance.project?.profile;
  return [...(profile?.environments.keys() ?? [])];
}

function columnsOf(checked: Checked): MatrixColumn[] {
  const { path } = checked;
  const units: readonly Unit[] = checked.units.length > 0 ? checked.units : [bareUnit(checked)];
  return units.map((unit, index) => ({
    file: units.length > 1 ? { path, part: index + 1 } : { path },
    environment: unit.environment ?? null,
    unit,
    ...findingsIn(checked, startOf(units[index], index), startOf(units[index + 1])),
  }));
}

/** Where a document begins; comments in front of it belong to it only if it is the first. */
function startOf(unit: Unit | undefined, index?: number): number {
  if (index === 0) return 0;
  return unit?.root?.span.start ?? Number.POSITIVE_INFINITY;
}

const COUNTED: ReadonlySet<Finding['kind']> = new Set([
  'rule',
  'schema',
  'name',
  'fallback',
  'security',
  'environment',
]);

function findingsIn(
  { findings }: Checked,
  from: number,
  to: number,
): Pick<MatrixColumn, 'findings' | 'inner'> {
  const byPath = new Map<string, Finding[]>();
  const inner = new Map<string, Finding[]>();
  for (const finding of findings) {
    const counts = COUNTED.has(finding.kind) && !finding.shadowed && !finding.waivedBy;
    if (!counts || finding.span.start < from || finding.span.start >= to) continue;
    const fields = new Set([finding.field, ...(finding.missing ?? []).map(({ field }) => field)]);
    for (const field of fields) {
      const parts = field?.toLowerCase().split('.') ?? [];
      for (const index of parts.keys()) {
        const path = parts.slice(0, index + 1).join('.');
        addTo(index === parts.length - 1 ? byPath : inner, path, finding);
      }
    }
  }
  return { findings: byPath, inner };
}

function addTo(map: Map<string, Finding[]>, path: string, finding: Finding): void {
  const known = map.get(path);
  if (known) known.push(finding);
  else map.set(path, [finding]);
}

/** A file that no profile governs: every variable is a field. */
function bareUnit({ document, governance, path }: Checked): Unit {
  const environment = governance.environment ?? environmentOfFileName(path, NO_PROFILE.environments);
  const bound = { ...governance, ...(environment !== undefined && { environment }) };
  return bindUnit(document.roots[0], { document, governance: bound, project: NO_PROJECT });
}

const NO_PROFILE: Profile = {
  name: '',
  title: '',
  description: '',
  prefix: '',
  delimiter: '',
  environments: new Map(),
  fallbacks: 'off',
  rules: [],
};

const NO_PROJECT: Project = {
  manifest: { extends: [], files: [], waivers: [] },
  profile: NO_PROFILE,
  compiled: { rules: [], fields: NO_FIELDS, groups: new Map(), isShallow: false, problems: [] },
  problems: new Map(),
  sources: [],
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
