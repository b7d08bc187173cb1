/** The `format` keyword: our own formats, and those of JSON Schema. */
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { formats } from '../formats.ts';
import type { Keywords } from './check.ts';

/** For numbers: how many bits there are to hold them. */
export const NUMBER_FORMAT: Keywords<number> = { format: formatOf('number') };
export const STRING_FORMAT: Keywords<string> = { format: formatOf('string') };

type Test<Value> = RegExp | ((value: Value) => boolean);
type Format = true | Test<never> | { readonly type?: 'number' | 'string'; readonly validate: Test<never> };

const STANDARD = fullFormats as unknown as Readonly<Record<string, Format>>;

function formatOf<Value>(type: 'number' | 'string'): Keywords<Value>[string] {
  return (format: string, { reports }) => {
    const holds = testOf(format, type) as ((value: Value) => boolean) | undefined;
    if (!holds) return undefined;
    const report = reports('format');
    return (value, errors) => {
      if (!holds(value)) report(errors, value, { format });
    };
  };
}

/** Undefined when the format says nothing of values of the type. */
function testOf(name: string, type: 'number' | 'string'): ((value: never) => boolean) | undefined {
  if (Object.hasOwn(formats, name)) return type === 'string' ? formats[name] : undefined;
  const format = Object.hasOwn(STANDARD, name) ? STANDARD[name] : undefined;
  if (format === undefined) {
    throw new Error(`There is no format \`${name}\`. Correct its name, or describe the value by a pattern.`);
  }
  if (format === true) return undefined;
  const isPlain = typeof format === 'function' || format instanceof RegExp;
  const { type: own = 'string', validate } = isPlain ? { validate: format } : format;
  if (own !== type) return undefined;
  return validate instanceof RegExp ? (value: string) => validate.test(value) : validate;
}
