/** How a field is called in an environment variable: the one place that spells it. */
import type { Profile } from './profile.ts';

/** `VOICEHIVE_DATABASE__PORT` for `database.port`. Without a delimiter the dots stay, as some programs read them. */
export function variableOf(
  field: string,
  { prefix, delimiter }: Pick<Profile, 'prefix' | 'delimiter'>,
): string {
  const name = delimiter === '' ? field : field.replaceAll('.', delimiter);
  return `${prefix}${name}`.toUpperCase();
}
