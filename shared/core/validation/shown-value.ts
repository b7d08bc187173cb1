/** A value as it may be shown: whatever is secret in it masked, however deep it stands. */
import type { JsonValue } from '../profile/profile.ts';
import { MASK } from '../report/report.ts';
import type { SchemaFields } from './schema-fields.ts';
import { containsSecret, hasSecretName } from './secret-name.ts';
import { isItemSecretBeside, isMemberSecretBeside } from './secret-neighbour.ts';

/** `path`: the value's own, dotted, any case. A field that the schema knows is secret if it says so. */
export function shownValue(value: JsonValue, path: string, fields: SchemaFields): JsonValue {
  return shownAt(value, path === '' ? [] : path.split('.'), fields);
}

/** `parts`: a key of the value may have dots of its own. */
function shownAt(value: JsonValue, parts: readonly string[], fields: SchemaFields): JsonValue {
  if (fields.isSecret(parts)) return MASK;
  if (typeof value === 'string') return containsSecret(value) ? MASK : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      isItemSecretBeside(value, index) ? MASK : shownAt(item, [...parts, String(index)], fields),
    );
  }
  const members = Object.entries(value);
  const shown = members.map(([key, item]): [string, JsonValue] => {
    const inner = [...parts, key];
    const unknown = !fields.has(inner.join('.'));
    const isSecret = (unknown && hasSecretName(key)) || isMemberSecretBeside(members, key);
    return [key, isSecret ? MASK : shownAt(item, inner, fields)];
  });
  return Object.fromEntries(shown);
}
