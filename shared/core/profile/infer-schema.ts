/** Writes what was told of variables as a JSON Schema in YAML, one line for each field. */
import type { InferredField } from './infer-fields.ts';

export interface Naming {
  /** Taken off the names; empty: none. */
  readonly prefix: string;
  readonly nests: boolean;
}

interface Group {
  readonly fields: Map<string, InferredField>;
  readonly groups: Map<string, Group>;
}

const WIDEST = 110;
const NAMED_ABSENCES = 2;

/** The lines under `schema:`; none when there is no field. */
export function schemaLines(fields: readonly InferredField[], naming: Naming): string[] {
  if (fields.length === 0) return [];
  const root = newGroup();
  for (const field of fields) put(root, partsOf(field.name, naming), field);
  return ['schema:', ...groupLines(root, '  ')];
}

function newGroup(): Group {
  return { fields: new Map(), groups: new Map() };
}

function partsOf(name: string, { prefix, nests }: Naming): string[] {
  if (prefix === '' && !nests) return [name];
  const bare = name.slice(prefix.length).toLowerCase();
  return nests ? bare.split('__') : [bare];
}

function put(group: Group, [first = '', ...rest]: readonly string[], field: InferredField): void {
  if (rest.length === 0) {
    group.fields.set(first, field);
    return;
  }
  const inner = group.groups.get(first) ?? newGroup();
  group.groups.set(first, inner);
  put(inner, rest, field);
}

function groupLines(group: Group, indent: string): string[] {
  const required = requiredOf(group);
  const inner = [...group.groups].flatMap(([name, below]) => [
    `${indent}  ${keyOf(name)}:`,
    `${indent}    type: object`,
    ...groupLines(below, `${indent}    `),
  ]);
  return [
    ...(required.length > 0 ? listLines(`${indent}required: `, required, indent) : []),
    `${indent}properties:`,
    ...[...group.fields].flatMap(([name, field]) => fieldLines(name, field, `${indent}  `)),
    ...inner,
  ];
}

function requiredOf({ fields, groups }: Group): string[] {
  return [
    ...[...fields].filter(([, { required }]) => required).map(([name]) => keyOf(name)),
    ...[...groups].filter(([, group]) => requiredOf(group).length > 0).map(([name]) => keyOf(name)),
  ];
}

/** `[a, b]`, on several lines where it is long. */
function listLines(head: string, items: readonly string[], indent: string): string[] {
  const short = `${head}[${items.join(', ')}]`;
  if (short.length <= WIDEST) return [short];
  const lines: string[] = [];
  let line = `${indent}  `;
  for (const item of items) {
    if (line.length + item.length > WIDEST) {
      lines.push(line.trimEnd());
      line = `${indent}  `;
    }
    line += `${item}, `;
  }
  return [`${head}[`, ...lines, line.trimEnd(), `${indent}]`];
}

function fieldLines(name: string, field: InferredField, indent: string): string[] {
  const claim = Object.entries(field.claim).map(([keyword, value]) => `${keyword}: ${scalarOf(value)}`);
  const short = `${indent}${keyOf(name)}: { ${claim.join(', ')} }`;
  const long = [`${indent}${keyOf(name)}:`, ...claim.map(each => `${indent}  ${each}`)];
  const [line = '', ...rest] = short.length <= WIDEST ? [short] : long;
  const why = [...absence(field), ...emptiness(field)].join('; ');
  return [why === '' ? line : `${line} # ${why}`, ...rest];
}

function absence({ absentIn }: InferredField): string[] {
  if (absentIn.length === 0) return [];
  const where = absentIn.length > NAMED_ABSENCES ? `${absentIn.length} files` : absentIn.join(' and ');
  return [`not in ${where}`];
}

function emptiness({ blankIn }: InferredField): string[] {
  return blankIn.length === 0 ? [] : [`empty in ${blankIn.slice(0, NAMED_ABSENCES).join(' and ')}`];
}

function scalarOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(scalarOf).join(', ')}]`;
  return typeof value === 'string' ? keyOf(value) : String(value);
}

/** Words that YAML, or an older reader of it, takes for something else are quoted. */
function keyOf(name: string): string {
  const isPlain = /^[A-Za-z_][\w-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
  return isPlain ? name : JSON.stringify(name);
}
