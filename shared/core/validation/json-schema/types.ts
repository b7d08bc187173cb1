/** The types of JSON Schema. */
import type { JsonObject } from '../split-schema.ts';

export type TypeName = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';

/** Those that a schema allows; none: any. */
export function wantedTypes({ type, nullable }: JsonObject): readonly TypeName[] {
  const types = (type === undefined ? [] : Array.isArray(type) ? type : [type]) as readonly TypeName[];
  if (nullable === undefined) return types;
  if (typeof nullable !== 'boolean') throw new Error('`nullable` is true or false. Correct it.');
  if (types.length === 0)
    throw new Error('`nullable` has no effect without `type`. Name the type, or remove it.');
  const hasNull = types.includes('null');
  if (hasNull && !nullable) throw new Error('`nullable` denies the null that `type` allows. Remove one.');
  return hasNull || !nullable ? types : [...types, 'null'];
}

export function isOfType(value: unknown, type: TypeName): boolean {
  if (value === null) return type === 'null';
  if (type === 'integer') return typeof value === 'number' && isWhole(value);
  return type === (typeGroupOf(value) ?? typeof value);
}

/** The type whose keywords look at the value; undefined: none do. */
export function typeGroupOf(value: unknown): TypeName | undefined {
  if (typeof value === 'number' || typeof value === 'string') return typeof value as TypeName;
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? 'array' : 'object';
}

/** Infinite ones count as whole: they have no part behind the point. */
function isWhole(value: number): boolean {
  return Number.isInteger(value) || value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}
