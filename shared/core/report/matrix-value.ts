/** A value as a cell of an environment matrix shows it: on one line, short, and masked where it may hold a secret. */
import type { JsonValue } from '../profile/profile.ts';
import { containsSecret, hasSecretName } from '../validation/secret-name.ts';
import type { Setting } from '../validation/settings.ts';
import { shownValue } from '../validation/shown-value.ts';
import type { Unit } from '../validation/unit.ts';
import type { MatrixRow } from './matrix-rows.ts';
import { MASK } from './report.ts';

/** UTF-16 code units. */
const LONGEST = 200;

/** Empty for an empty value. `setting`: the field's own, absent where the value is a part of another one or a default. */
export function shownInMatrix(
  value: JsonValue,
  { path, secret }: MatrixRow,
  unit: Unit,
  setting?: Setting,
): string {
  const written = setting && writtenReference(setting, unit);
  if (written === undefined && (value === null || value === '')) return '';
  if (secret) return MASK;
  if (written !== undefined) return containsSecret(written) ? MASK : shorten(written);
  const shown = shownValue(value, path, unit.compiled.fields);
  return shorten(typeof shown === 'string' ? shown : JSON.stringify(shown));
}

/** A value that refers to others as it is written: what is read from it may hold what they hold. */
function writtenReference({ node }: Setting, { document }: Unit): string | undefined {
  if (node.kind !== 'scalar' || (node.references.length === 0 && !node.unread)) return undefined;
  const written = document.text.slice(node.span.start, node.span.end);
  return /^(["'])[\s\S]*\1$/.test(written) ? written.slice(1, -1) : written;
}

/** A quote that was left open takes in the lines below, and a secret may be among them. */
function shorten(text: string): string {
  const [line = '', ...others] = text.split(/\r\n|[\n\r]/);
  const isCut = line.length > LONGEST || others.length > 0;
  if (others.length > 0 && hasSecretName(line.split(/[=:]/)[0] ?? '')) return MASK;
  return isCut ? `${line.slice(0, LONGEST)}…` : line;
}
