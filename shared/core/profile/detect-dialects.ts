/** Tells from what lies in a folder which programs read its dotenv files. */
import { DIALECTS, type DialectName } from '../document/dialect.ts';
import type { JsonValue } from './profile.ts';
import { isObject } from './read-parts.ts';

export interface EvidenceFile {
  readonly name: string;
  readonly text: string;
}

/** Which of a folder's files are worth reading for this. */
export function isEvidence(name: string): boolean {
  return /^((docker-)?compose([.-].*)?\.ya?ml|package\.json|pyproject\.toml|requirements.*\.txt|setup\.(py|cfg)|Pipfile|Gemfile|.*\.(service|sh))$/.test(
    name,
  );
}

/** The application's own reader comes first, then what starts it; empty when nothing tells. */
export function dialectsFrom(files: readonly EvidenceFile[]): readonly DialectName[] {
  const found = new Set(files.flatMap(({ name, text }) => dialectsOfFile(name, text)));
  return ORDER.filter(dialect => found.has(dialect));
}

const ORDER: readonly DialectName[] = [
  'dotenv-expand',
  'dotenv',
  'node',
  'python-dotenv',
  'ruby-dotenv',
  'compose',
  ...DIALECTS.filter(name => ['docker-run', 'systemd', 'bash'].includes(name)),
];

function dialectsOfFile(name: string, text: string): readonly DialectName[] {
  if (/compose.*\.ya?ml$/.test(name)) return ['compose'];
  if (name === 'package.json') return ofPackage(text);
  if (name.endsWith('.service')) return /^[ \t]*EnvironmentFile[ \t]*=/m.test(text) ? ['systemd'] : [];
  if (name.endsWith('.sh')) return ofScript(text);
  if (name === 'Gemfile') return /^[ \t]*gem[ \t]+["']dotenv/m.test(text) ? ['ruby-dotenv'] : [];
  return /\b(python-dotenv|pydantic-settings|pydantic_settings)\b/.test(text) ? ['python-dotenv'] : [];
}

/** `dotenv-expand` stands on `dotenv`: what it makes of the file is what the program sees. */
function ofPackage(text: string): readonly DialectName[] {
  const json = parseJson(text);
  if (!isObject(json)) return [];
  const { dependencies, devDependencies, scripts } = json;
  const depends = (name: string): boolean =>
    [dependencies, devDependencies].some(group => isObject(group) && Object.hasOwn(group, name));
  const commands = isObject(scripts) ? Object.values(scripts).map(String) : [];
  const found: DialectName[] = [];
  if (depends('dotenv-expand')) found.push('dotenv-expand');
  else if (depends('dotenv')) found.push('dotenv');
  if (commands.some(command => /--env-file(-if-exists)?\b/.test(command))) found.push('node');
  return found;
}

/** Bash reads the file itself where a script sources it; `docker run --env-file` has its own parser. */
function ofScript(text: string): readonly DialectName[] {
  const found: DialectName[] = [];
  if (/(?:^|[;&|][ \t]*|[ \t])(?:source|\.)[ \t]+["']?(?:[^\s"';&|#]*\/)?\.env\b/m.test(text))
    found.push('bash');
  if (/\bdocker[ \t]+(?:container[ \t]+)?run\b[^\n]*--env-file\b/.test(text)) found.push('docker-run');
  return found;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
