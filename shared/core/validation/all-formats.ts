/** Every string format that a team's schemas may name: ours, and those of JSON Schema that ours say nothing of. */
import type { Format } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { formats } from './formats.ts';

export const allFormats: Readonly<Record<string, Format>> = { ...fullFormats, ...formats };
