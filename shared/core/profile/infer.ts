/** Proposes a manifest for a folder from the files that are there, and says what could not be told. */
import type { DialectName } from '../document/dialect.ts';
import { baseNameOf } from '../text/path.ts';
import { dialectsFrom, isEvidence } from './detect-dialects.ts';
import { inferFiles, type ProposedPattern } from './infer-files.ts';
import { type InferredNames, inferNames } from './infer-names.ts';

export interface InferenceInput {
  /** Relative to the folder, `/` between parts. */
  readonly path: string;
  readonly text: string;
}

export interface SetUp {
  readonly files: readonly { readonly path: string; readonly content: string }[];
  /** What was inferred and what could not be told, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * One `secure-config.yaml`, each line with its reason. Pure: nothing is written, and no value is looked at.
 * @param inputs configuration files, and those that tell who reads them (Compose files, package.json, …)
 */
export function planSetUp(inputs: readonly InferenceInput[]): SetUp {
  const names = inferNames(inputs);
  const found = inferFiles(inputs);
  const dialects = dialectsOf(inputs);
  const isVoicehive = names.prefix === 'VOICEHIVE_' || names.usesVoicehive;
  const lines = [
    '# What Secure Config checks in this folder, and against what. Change what does not fit: completion and hover know',
    '# every key. A file is governed by the first pattern that matches it.',
    '',
    ...extendsLines(isVoicehive, names),
    ...(isVoicehive ? [] : prefixLines(names)),
    ...environmentLines(found.unknownEnvironments),
    'files:',
    ...found.patterns.flatMap(pattern => patternLines(pattern, dialects)),
    ...waiverLines(),
  ];
  const content = `${lines.join('\n')}\n`;
  const notes = [...found.notes, ...nameNotes(names, isVoicehive), ...dialectNotes(dialects)];
  return { files: [{ path: 'secure-config.yaml', content }], notes };
}

function dialectsOf(inputs: readonly InferenceInput[]): readonly DialectName[] {
  const files = inputs.map(({ path, text }) => ({ name: baseNameOf(path), text }));
  return dialectsFrom(files.filter(({ name }) => isEvidence(name)));
}

function extendsLines(isVoicehive: boolean, { total }: InferredNames): string[] {
  if (isVoicehive) {
    return [
      '# The variables begin with VOICEHIVE_: that profile knows every field and has 15 rules.',
      'extends: voicehive',
      '',
    ];
  }
  return [
    '# Rules that need no schema: secrets in plain text, clear-text addresses, debug switches.',
    ...(total === 0
      ? []
      : ['# No built-in profile knows these variables: what they have to be, a schema of your own can say.']),
    '# A schema and rules of your own go into a profile: extends: [twelve-factor, ./profile]',
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
  return [reason, `${mark}prefix: ${prefix}`, '', ...(nests ? delimiterLines(prefix) : [])];
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
  { match, environment, reason, active, isDotenv }: ProposedPattern,
  dialects: readonly DialectName[],
): string[] {
  const mark = active ? '' : '# ';
  const lines = [`  # ${reason}`, `  ${mark}- match: ${JSON.stringify(match)}`];
  if (environment !== undefined) lines.push(`  ${mark}  environment: ${environment}`);
  if (isDotenv && dialects.length > 0) lines.push(`  ${mark}  dialects: [${dialects.join(', ')}]`);
  return lines;
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

function nameNotes({ prefix, withPrefix, total, strangers }: InferredNames, isVoicehive: boolean): string[] {
  if (total === 0) return ['No variable was found, so nothing could be told from names.'];
  if (prefix === undefined || withPrefix === total) return [];
  const others = `${total - withPrefix} of ${total} variables do not begin with ${prefix} (${strangers.join(', ')}${total - withPrefix > strangers.length ? ', …' : ''})`;
  return [
    isVoicehive ? `${others}: the profile leaves them alone.` : `${others}, so the prefix is only proposed.`,
  ];
}

function dialectNotes(dialects: readonly DialectName[]): string[] {
  if (dialects.length > 0)
    return [`Who reads the .env files was told from the other files: ${dialects.join(', ')}.`];
  return [
    'Nothing here tells which program reads the .env files, so they are read as Node’s dotenv does. Name them in dialects.',
  ];
}
