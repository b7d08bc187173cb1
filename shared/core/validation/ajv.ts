/** One way to set up ajv, for schemas compiled while the product is built and those compiled while it runs. */
import { _, Ajv2020, type Format, type Options } from 'ajv/dist/2020.js';
import { addKeywords } from './keywords.ts';

/** The name under which generated code asks for the formats; scripts/builtin-profiles.mjs resolves it. */
export const FORMATS_MODULE = 'secure-config:formats';

/**
 * Every error is wanted, keys such as `__proto__` are data, and `warn` hears of keywords that have no effect. Throws for
 * formats that there are not.
 */
export function createAjv(
  code: NonNullable<Options['code']>,
  warn: (message: string) => void,
  formats: Readonly<Record<string, Format>>,
): Ajv2020 {
  const ajv = new Ajv2020({
    // The standard's own schema was compiled with the product: see standard-schema.ts.
    meta: false,
    validateSchema: false,
    allErrors: true,
    strict: false,
    strictSchema: 'log',
    messages: false,
    ownProperties: true,
    allowUnionTypes: true,
    // Else the schema's patterns would run over its own names in the platform's engine, which a hostile one can hang.
    allowMatchingProperties: true,
    // A definition that many fields share is compiled once, and not once for each of them.
    inlineRefs: false,
    logger: { log: warn, warn, error: warn },
    code: { ...code, formats: _`require(${FORMATS_MODULE}).formats` },
  });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  addKeywords(ajv);
  return ajv;
}
