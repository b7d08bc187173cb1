/** Reads from Compose files which dotenv files they hand to containers, and which variables they expect. */
import { toJson } from '../document/json.ts';
import { parseYaml } from '../document/yaml.ts';
import { baseNameOf, folderOf, joinPath } from '../text/path.ts';
import { environmentOfFileName } from './environments.ts';
import type { InferenceInput } from './infer.ts';
import type { JsonValue } from './profile.ts';
import { isObject } from './read-parts.ts';

export interface ComposeFile {
  readonly path: string;
  /** What the file's own name says: `compose.prod.yaml`. */
  readonly environment?: string;
  /** Relative to the folder that is set up; `${…}` stands for any part of a name. */
  readonly envFiles: readonly string[];
  /** Names in `${NAME}` for which the file has no value of its own. */
  readonly expected: readonly string[];
}

export function isComposeFile(path: string): boolean {
  return /^(?:docker-)?compose(?:[.-].*)?\.ya?ml$/.test(baseNameOf(path));
}

export function readComposeFiles(inputs: readonly InferenceInput[]): ComposeFile[] {
  return inputs.filter(({ path }) => isComposeFile(path)).map(readComposeFile);
}

/** Whether Compose reads the file: one of `env_file`, or the `.env` beside the Compose file. */
export function readsFile(compose: ComposeFile, path: string): boolean {
  return isOwnDotenv(compose, path) || namesFile(compose, path);
}

export function namesFile({ envFiles }: ComposeFile, path: string): boolean {
  return envFiles.some(named => matches(named, path));
}

export function isOwnDotenv(compose: ComposeFile, path: string): boolean {
  return baseNameOf(path) === '.env' && folderOf(path) === folderOf(compose.path);
}

function readComposeFile({ path, text }: InferenceInput): ComposeFile {
  const [root] = parseYaml(text).roots.map(toJson);
  const services = isObject(root) && isObject(root.services) ? Object.values(root.services) : [];
  const envFiles = services
    .flatMap(service => (isObject(service) ? listOf(service.env_file) : []))
    .flatMap(entry => joinPath(folderOf(path), entry) ?? []);
  const stem = baseNameOf(path).replace(/^(?:docker-)?compose[.-]?/, '');
  const environment = environmentOfFileName(stem, new Map());
  const own = { path, envFiles, expected: expectedNames(text) };
  return environment === undefined ? own : { ...own, environment };
}

/** A path, or a list of paths and of `{path}`. */
function listOf(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.flatMap(item => {
    const path = isObject(item) ? item.path : item;
    return typeof path === 'string' ? [path] : [];
  });
}

/** `${NAME}`, `${NAME:?…}` and `$NAME`; not `$$NAME`, nor what has a value to fall back to. */
function expectedNames(text: string): string[] {
  const names = new Set<string>();
  for (const [, braced, operator = '', bare] of text.matchAll(
    /(?<!\$)\$(?:\{([A-Za-z_]\w*)(:?[-+?])?|([A-Za-z_]\w*))/g,
  )) {
    const name = braced ?? bare;
    if (name !== undefined && !/[-+]/.test(operator)) names.add(name);
  }
  return [...names];
}

/** Compared part by part, so that it takes linear time whatever the name is. */
function matches(named: string, path: string): boolean {
  const fixed = named.split(/\$\{[^}]*\}|\$[A-Za-z_]\w*/);
  if (fixed.length === 1) return named === path;
  const [first = '', ...rest] = fixed;
  const last = rest.at(-1) ?? '';
  let at = first.length;
  if (!path.startsWith(first) || path.length < at + last.length || !path.endsWith(last)) return false;
  for (const part of rest.slice(0, -1)) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= path.length - last.length;
}
