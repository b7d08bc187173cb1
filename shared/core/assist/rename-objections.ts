/** Why a name cannot be a key's new one. */
import type { Format } from '../document/document.ts';
import type { Checked } from '../validation/check.ts';
import { type KeyPlace, keyPlaces } from './key-places.ts';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const YAML_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** What YAML readers take for something else than text. */
const NO_TEXT = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** Undefined for a name that every reader of the format takes. */
export function objectionToName(name: string, format: Format): string | undefined {
  const shown = name.length <= 60 ? name : `${name.slice(0, 60)}…`;
  if (format === 'dotenv') {
    if (VARIABLE.test(name)) return undefined;
    return `"${shown}" cannot be a variable's name everywhere. Use letters, digits and _, and do not begin with a digit.`;
  }
  if (NO_TEXT.test(name)) return `"${shown}" is not text to every YAML reader. Choose another name.`;
  if (YAML_KEY.test(name)) return undefined;
  return `"${shown}" cannot be a key without quotes, or would name a field somewhere else. Use letters, digits, _ and -, and begin with a letter.`;
}

/** Undefined when no other key of the file has the name. `keys`: those that are renamed. */
export function takenBy(newName: string, keys: readonly KeyPlace[], file: Checked): string | undefined {
  const { document, path, units } = file;
  const renamed = new Set(keys.map(({ keySpan }) => keySpan.start));
  const fold = (name: string): string =>
    units.length > 0 && document.format === 'dotenv' ? name.toLowerCase() : name;
  const beside = document.format === 'dotenv' ? keyPlaces(file) : keys.flatMap(({ siblings }) => siblings);
  const taken = beside.find(({ key, keySpan }) => fold(key) === fold(newName) && !renamed.has(keySpan.start));
  if (!taken) return undefined;
  const line = document.lines.positionAt(taken.keySpan.start).line + 1;
  return `${path} has ${taken.key} already, in line ${line}, and the later of two would win. Choose another name, or remove that one first.`;
}
