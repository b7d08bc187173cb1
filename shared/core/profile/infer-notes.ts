/** Says what was inferred from variables, and what could not be told, in sentences without a value in them. */
import type { ComposeFile } from './infer-compose.ts';
import type { InferredField } from './infer-fields.ts';
import type { Misspelling } from './infer-misspelt.ts';
import type { InferredNames } from './infer-names.ts';
import type { ReadFile } from './infer-read.ts';

const SHOWN = 6;

export function nameNotes(
  { prefix, withPrefix, total, strangers }: InferredNames,
  isVoicehive: boolean,
): string[] {
  if (total === 0) return ['No variable was found, so nothing could be told from names.'];
  if (prefix === undefined || withPrefix === total) return [];
  const others = `${total - withPrefix} of ${total} variables do not begin with ${prefix} (${strangers.join(', ')}${total - withPrefix > strangers.length ? ', …' : ''})`;
  return [
    isVoicehive ? `${others}: the profile leaves them alone.` : `${others}, so the prefix is only proposed.`,
  ];
}

export function fieldNotes(
  fields: readonly InferredField[],
  complete: readonly ReadFile[],
  wrong: readonly Misspelling[],
): string[] {
  const names = (wanted: (field: InferredField) => boolean): string =>
    shown(fields.filter(wanted).map(({ name }) => name));
  const secrets = names(({ secret }) => secret);
  const hasEnvironments = complete.some(({ isTemplate }) => !isTemplate);
  return [
    ...(secrets === '' ? [] : [`Taken for secrets, by their names or the look of their values: ${secrets}.`]),
    ...fields.flatMap(outlierNote),
    ...(hasEnvironments ? absenceNotes(fields, complete) : requiredUnknown(fields)),
    ...wrong.slice(0, SHOWN).map(misspeltNote),
  ];
}

/** What Compose files expect and nothing sets. */
export function composeNotes(fields: readonly InferredField[], compose: readonly ComposeFile[]): string[] {
  const set = new Set(fields.map(({ name }) => name));
  return compose.flatMap(({ path, expected }) => {
    const missing = expected.filter(name => !set.has(name));
    return missing.length === 0
      ? []
      : [
          `${path} refers to ${shown(missing)}, which no .env file here sets; the shell that starts it has to.`,
        ];
  });
}

function outlierNote({ name, outliers }: InferredField): string[] {
  if (!outliers) return [];
  return [
    `${name} is ${outliers.noun} everywhere but in ${outliers.files.join(', ')}: that will be a finding.`,
  ];
}

function requiredUnknown(fields: readonly InferredField[]): string[] {
  if (fields.length === 0) return [];
  return ['Only templates were found, so which variables are required cannot be told: none is.'];
}

/** Variables that a template names and an environment lacks, and those that a template forgot. */
function absenceNotes(fields: readonly InferredField[], complete: readonly ReadFile[]): string[] {
  return complete.flatMap(({ path, isTemplate }) => {
    const missing = fields.filter(
      field => field.absentIn.includes(path) && (isTemplate || isInTemplate(field, complete)),
    );
    if (missing.length === 0) return [];
    const names = shown(missing.map(({ name }) => name));
    return [
      isTemplate
        ? `${path} does not name ${names}. Who starts from it will not know of ${missing.length === 1 ? 'it' : 'them'}.`
        : `${path} does not set ${names}, which the template names; so ${missing.length === 1 ? 'it is' : 'they are'} not required. If wrong, add to required.`,
    ];
  });
}

function isInTemplate({ absentIn }: InferredField, complete: readonly ReadFile[]): boolean {
  return complete.some(({ path, isTemplate }) => isTemplate && !absentIn.includes(path));
}

function misspeltNote({ name, meant, path }: Misspelling): string {
  return `${name} in ${path} looks like a misspelt ${meant}, so the schema leaves it out: that will be a finding.`;
}

function shown(names: readonly string[]): string {
  return `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? `, and ${names.length - SHOWN} more` : ''}`;
}
