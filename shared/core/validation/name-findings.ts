/** Names that no schema objects to, and that are probably not what was meant: two for one field, and slips of the keys. */
import { slipOf } from '../text/nearest.ts';
import type { Finding } from './finding.ts';
import type { Setting } from './settings.ts';
import { nameInFile, type Unit } from './unit.ts';
import { renameFix } from './unknown-fields.ts';

/** Fields that are compared with all that the document lacks: past these, nothing is said. */
const MOST_COMPARED = 200;

/** `schema`: what the schema objects to, of which nothing more is said. */
export function nameFindings(unit: Unit, schema: readonly Finding[]): Finding[] {
  return [...sameFieldFindings(unit), ...misspeltFindings(unit, schema)];
}

/** A name that stands twice as it is has a finding of its own, from the document. */
function sameFieldFindings({ repeats, document }: Unit): Finding[] {
  return repeats
    .filter(([earlier, later]) => earlier.name !== later.name)
    .map(([earlier, later]) => {
      const line = document.lines.positionAt(earlier.keySpan.start).line + 1;
      const message =
        `${later.name} sets the same field as ${earlier.name} in line ${line}. This line is the one that is checked; which ` +
        'of them counts depends on the program that reads the file. Take one of them out.';
      const related = [{ span: earlier.keySpan, message: 'Set here, too.' }];
      return { ...finding('same-field', message, later), related };
    });
}

/** Where other fields than those of the schema may be set, too. */
function misspeltFindings(unit: Unit, schema: readonly Finding[]): Finding[] {
  const isUndeclared = ({ field, node }: Setting): boolean => field === undefined && node.kind !== 'map';
  const undeclared = unit.select('undeclared', isUndeclared);
  if (undeclared.length === 0) return [];
  const refused = new Set(schema.map(({ field }) => field));
  const lacking = [...unit.compiled.fields.values()]
    .map(({ path }) => path)
    .filter(path => !unit.byPath.has(path.toLowerCase()));
  return undeclared.slice(0, MOST_COMPARED).flatMap(setting => {
    const near = refused.has(setting.path) ? undefined : slipOf(setting.path, lacking);
    return near === undefined ? [] : misspeltFinding(setting, near, unit);
  });
}

function misspeltFinding(setting: Setting, near: string, unit: Unit): Finding {
  const message = `${setting.name} is not a field that the schema knows, and ${nameInFile(near, unit)}, which is one, is not set. Rename it, or add it to the schema.`;
  return { ...finding('misspelt', message, setting), ...renameFix(setting, near, unit) };
}

function finding(name: string, message: string, { keySpan, path }: Setting): Finding {
  const place = { span: keySpan, field: path, related: [] };
  return { kind: 'name', code: `name/${name}`, severity: 'warning', message, ...place };
}
