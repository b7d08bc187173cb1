/**
 * Reads from a document which environment it says it is for, without reading all of it: the answer decides how the
 * document is checked, and is asked for at every keystroke.
 */
import type { Node } from '../document/document.ts';
import { formatOf } from '../document/format.ts';
import { parseYaml } from '../document/yaml.ts';
import type { Profile } from './profile.ts';
import { variableOf } from './variable-name.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** As the document spells it. Undefined when it does not say, or says it by a reference. */
export function ownEnvironment(
  path: string,
  text: string,
  profile: Profile,
  map?: ReadonlyMap<string, string>,
): string | undefined {
  const { environmentField } = profile;
  if (environmentField === undefined) return undefined;
  const mapped = map && [...map].filter(([, field]) => field === environmentField).map(([from]) => from);
  if (formatOf(path) === 'yaml') return firstOf(mapped ?? [environmentField], name => fromYaml(text, name));
  return firstOf(mapped ?? [variableOf(environmentField, profile)], name => fromDotenv(text, name));
}

function fromDotenv(text: string, variable: string): string | undefined {
  const name = variable.replace(/[^A-Za-z0-9_]/g, '\\$&');
  const line = new RegExp(
    `^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*[=:][ \\t]*(["'\`]?)([A-Za-z0-9._-]+)\\1[ \\t]*(?:#.*)?$`,
    'gim',
  );
  let last: string | undefined;
  for (const match of text.matchAll(line)) last = match[2];
  return last !== undefined && NAME.test(last) ? last : undefined;
}

function fromYaml(text: string, field: string): string | undefined {
  const parts = field.toLowerCase().split('.');
  if (!text.toLowerCase().includes(parts.at(-1) ?? '')) return undefined;
  let node: Node | undefined = parseYaml(text).roots[0];
  for (const part of parts) {
    node =
      node?.kind === 'map'
        ? node.entries.findLast(({ key }) => key.toLowerCase() === part)?.value
        : undefined;
  }
  const value = node?.kind === 'scalar' ? node.value : undefined;
  return typeof value === 'string' && NAME.test(value) ? value : undefined;
}

function firstOf(names: readonly string[], read: (name: string) => string | undefined): string | undefined {
  for (const name of names) {
    const value = read(name);
    if (value !== undefined) return value;
  }
  return undefined;
}
