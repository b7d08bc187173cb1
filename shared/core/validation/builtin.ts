/** Compiles a built-in profile, when the product is built. Its patterns are ours, so they become native ones. */
import type { Profile } from '../profile/profile.ts';
import { formats } from './formats.ts';
import { generateCode } from './standalone.ts';

/** Code for `readGenerated`. Throws what is wrong with a schema, or without effect. */
export function compileBuiltin({ schema, rules }: Profile): string {
  const schemas = { rules: rules.map(rule => rule.must), ...(typeof schema === 'object' && { schema }) };
  const { code, outcomes } = generateCode(schemas, { optimize: true, formats });
  for (const { error, warnings } of [...outcomes.rules, ...(outcomes.schema ? [outcomes.schema] : [])]) {
    const [said] = error === undefined ? warnings : [error];
    if (said !== undefined) throw new Error(said);
  }
  return code;
}
