/** Validators of the schemas that come with the product. */
import { createValidators, type Validator, whenAsked } from '../validation/json-schema/validator.ts';
import { nativeMatcher } from '../validation/pattern.ts';
import type { JsonSchema } from './profile.ts';

/** Read and compiled when a value is first asked about. `start`: where in what was read the schema stands. */
export function ownValidator(read: () => JsonSchema, start = '#'): Validator {
  return whenAsked(() => {
    const compile = createValidators(read(), {
      matcher: nativeMatcher,
      warn: () => undefined,
      isSound: true,
    });
    return compile({ $ref: start });
  });
}
