/** The environments of one project side by side: each field, and how it stands in each file. No secret is in it. */
import type { Severity } from '../document/document.ts';
import type { Range } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { environmentsOf, type MatrixColumn, matrixColumns } from './matrix-columns.ts';
import { fieldOfRow } from './matrix-field.ts';
import { type MatrixRow, matrixRows } from './matrix-rows.ts';

export interface Matrix {
  /** In the profile's order; what it does not declare behind, by name. */
  readonly environments: readonly MatrixEnvironment[];
  /** Groups of the schema, in its order; the fields outside of any group first. */
  readonly groups: readonly MatrixGroup[];
  /** Fields beyond the most that are compared: those that differ and those that are violated are kept first. */
  readonly leftOut: number;
}

export interface MatrixEnvironment {
  /** Null when nothing says for which environment its files are. */
  readonly name: string | null;
  readonly files: readonly MatrixFile[];
}

/** A column. */
export interface MatrixFile {
  /** Relative to the manifest's folder. */
  readonly path: string;
  /** Which of the file's YAML documents, from 1, where it has several. */
  readonly part?: number;
}

export interface MatrixGroup {
  /** Dotted; empty for fields outside of any group. */
  readonly path: string;
  /** The schema's words for it. */
  readonly title?: string;
  readonly fields: readonly MatrixField[];
}

/** A row. */
export interface MatrixField {
  /** Dotted, as the schema spells it where it knows the field. */
  readonly path: string;
  readonly title?: string;
  readonly secret: boolean;
  /** Whether all files agree, most of them do, or there is no value that most of them have. */
  readonly agreement: 'all' | 'most' | 'none';
  /** The worst finding of all files. */
  readonly severity?: Severity;
  /** One for each file, in the order of environments and files. */
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  /**
   * `same`: as in most files; `different`; `default`: left out, and the program takes the schema's default; `missing`: no
   * value at all; `unknown`: known only where the program runs.
   */
  readonly state: 'same' | 'different' | 'default' | 'missing' | 'unknown';
  /** Whether it departs from what most files say, or no value is in most of them. */
  readonly differs: boolean;
  /** On one line, shortened; masked where the field is secret; absent when there is nothing to show. */
  readonly shown?: string;
  /** The worst of the findings. */
  readonly severity?: Severity;
  /** Rule violations, schema errors and the like; waived ones are left out. */
  readonly findings: readonly MatrixFinding[];
  /** The value, or where it would go. */
  readonly range: Range;
}

export interface MatrixFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

const MOST_FIELDS = 1000;

/** `files`: checked under one project, or under none. Each YAML document of a file is a column of its own. */
export function compareEnvironments(files: readonly Checked[]): Matrix {
  const columns = matrixColumns(files);
  const rows = matrixRows(columns);
  const fields = rows.map(row => fieldOfRow(row, columns));
  const kept = fields.length <= MOST_FIELDS ? undefined : mostTelling(fields);
  return {
    environments: environmentsOf(columns),
    groups: groupsOf(rows, fields, columns, kept),
    leftOut: kept ? fields.length - kept.size : 0,
  };
}

function mostTelling(fields: readonly MatrixField[]): ReadonlySet<MatrixField> {
  const weight = (field: MatrixField): number =>
    (field.severity ? 2 : 0) + (field.agreement === 'all' ? 0 : 1);
  return new Set(fields.toSorted((a, b) => weight(b) - weight(a)).slice(0, MOST_FIELDS));
}

function groupsOf(
  rows: readonly MatrixRow[],
  fields: readonly MatrixField[],
  columns: readonly MatrixColumn[],
  kept: ReadonlySet<MatrixField> | undefined,
): MatrixGroup[] {
  const groups = new Map<string, MatrixField[]>();
  for (const [index, field] of fields.entries()) {
    if (kept && !kept.has(field)) continue;
    const path = rows[index]?.group ?? '';
    const known = groups.get(path);
    if (known) known.push(field);
    else groups.set(path, [field]);
  }
  const described = columns[0]?.unit.compiled.groups;
  return [...groups].map(([path, members]) => {
    const title = described?.get(path.toLowerCase())?.schema.title;
    return { path, ...(typeof title === 'string' && { title }), fields: members };
  });
}
