/** Writes environment variables down as a text that bash would read them from, so that they are checked like a file. */
import type { Project } from '../../shared/core/validation/project.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Sorted by name; names that no shell could set are left out. To be read in the dialect `bash`. */
export function environmentText(environment: Environment): string {
  return Object.entries(environment)
    .filter(([name, value]) => value !== undefined && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}='${(value ?? '').replaceAll("'", "'\\''")}'\n`)
    .join('');
}

/**
 * The variables that are for the project to judge. Where no prefix tells them from the shell's and the system's, those
 * that the schema knows.
 */
export function ownVariables(environment: Environment, { profile, compiled }: Project): Environment {
  const { prefix, delimiter } = profile;
  if (prefix !== '' || !compiled.schema) return environment;
  const paths = [...compiled.fields.keys(), ...compiled.groups.keys()];
  const names = new Set(
    paths.map(path => (delimiter === '' ? path : path.replaceAll('.', delimiter.toLowerCase()))),
  );
  return Object.fromEntries(Object.entries(environment).filter(([name]) => names.has(name.toLowerCase())));
}
