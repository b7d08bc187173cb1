/** Writes a manifest with the reason for each of its lines. */
import type { InferredField } from './infer-fields.ts';
import type { InferredNames } from './infer-names.ts';
import type { Pattern, Patterns } from './infer-patterns.ts';
import { isTemplate } from './infer-read.ts';
import type { Readers } from './infer-readers.ts';
import { schemaLines } from './infer-schema.ts';

export interface ManifestParts {
  readonly names: InferredNames;
  readonly isVoicehive: boolean;
  readonly patterns: Patterns;
  readonly readers: Readers;
  /** Empty: no schema is written. */
  readonly fields: readonly InferredField[];
}

export function manifestText({ names, isVoicehive, patterns, readers, fields }: ManifestParts): string {
  const lines = [
    '# What Secure Config checks in this folder, and against what. Change what does not fit: completion and hover know',
    '# every key. A file is governed by the first pattern that matches it.',
    '',
    ...extendsLines(isVoicehive),
    ...(isVoicehive ? [] : prefixLines(names)),
    ...environmentLines(patterns.unknownEnvironments),
    'files:',
    ...patterns.patterns.flatMap(pattern => patternLines(pattern, readers)),
    ...fieldLines(fields, names),
    ...waiverLines(),
  ];
  return `${lines.join('\n')}\n`;
}

function extendsLines(isVoicehive: boolean): string[] {
  if (isVoicehive) {
    return [
      '# The variables begin with VOICEHIVE_: that profile knows every field and has 15 rules.',
      'extends: voicehive',
      '',
    ];
  }
  return [
    '# Rules for any project: secrets in plain text, clear-text addresses, debug switches. Rules of your own go into a',
    '# profile: extends: [twelve-factor, ./profile]',
    'extends: twelve-factor',
    '',
  ];
}

function prefixLines({ prefix, withPrefix, total, nests }: InferredNames): string[] {
  if (prefix === undefined) return nests ? delimiterLines('') : [];
  const isEverywhere = withPrefix === total;
  const mark = isEverywhere ? '' : '# ';
  const reason = isEverywhere
    ? `# Every variable begins with ${prefix}.`
    : `# ${withPrefix} of ${total} variables begin with ${prefix}. With this line the others would not be checked.`;
  return [
    reason,
    `${mark}prefix: ${prefix}`,
    '',
    ...(nests ? delimiterLines(isEverywhere ? prefix : '') : []),
  ];
}

function delimiterLines(prefix: string): string[] {
  return [
    `# Two underscores separate the parts of a name: ${prefix}DATABASE__PORT is database.port.`,
    'delimiter: __',
    '',
  ];
}

function environmentLines(unknown: readonly string[]): string[] {
  if (unknown.length === 0) return [];
  const names = unknown.map(name => JSON.stringify(name)).join(', ');
  return [
    '# File names say these, and nothing says what they are. If one is another word for an environment, say so:',
    '# environments:',
    `#   production: [${names}]`,
    '',
  ];
}

function patternLines(
  { match, environment, reason, active, isDotenv, files }: Pattern,
  readers: Readers,
): string[] {
  const mark = active ? '' : '# ';
  const dialects = isDotenv ? dialectsOf(match, files, readers) : [];
  const lines = [`  # ${inOneLine(reason)}`, `  ${mark}- match: ${JSON.stringify(match)}`];
  if (environment !== undefined) lines.push(`  ${mark}  environment: ${environment}`);
  if (dialects.length > 0) lines.push(`  ${mark}  dialects: [${dialects.join(', ')}]`);
  return lines;
}

/** Who reads any of the pattern's files; of a pattern without files, who would read one of its name. */
function dialectsOf(match: string, files: readonly string[], readers: Readers): readonly string[] {
  const paths = files.length > 0 ? files : [match];
  const read = paths.map(path => readers.of(path, isTemplate(path)));
  return read.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

function fieldLines(
  fields: readonly InferredField[],
  { prefix, withPrefix, total, nests }: InferredNames,
): string[] {
  const lines = schemaLines(fields, { prefix: withPrefix === total ? (prefix ?? '') : '', nests });
  if (lines.length === 0) return [];
  return [
    '',
    '# The variables, as the files show them: required is what every file sets. Other variables may be set, too; with',
    '# additionalProperties: false under schema, a name that is not listed here is an error.',
    ...lines.map(inOneLine),
  ];
}

function waiverLines(): string[] {
  return [
    '',
    '# An exception has a reason and a last day, and every report lists it:',
    '# waivers:',
    '#   - rule: RULE_ID',
    '#     until: 2027-01-31',
    '#     reason: why it is acceptable until then',
  ];
}

/** Files may be called anything; a comment ends with its line. */
function inOneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, ' ');
}
