/** Reads `secure-config.yaml`. */
import type { DialectName } from '../document/dialect.ts';
import { compileGlob } from '../text/glob.ts';
import type { Located, ManifestFile, Parsed } from './layer.ts';
import type { FilePattern, JsonValue, LedgerSettings, Waiver } from './profile.ts';
import { type FileData, readFileData } from './read-file.ts';
import { isObject, locate, own, readLayer, textsAt } from './read-parts.ts';

/** Where a ledger is kept unless the manifest says otherwise. */
const LEDGER_REF = 'refs/heads/secure-config-ledger';

/** What is wrong with one entry leaves the others as they are. `path` is relative to the project's folder. */
export function parseManifest(text: string, path: string): Parsed<ManifestFile> {
  const data = readFileData(text, 'manifest');
  const layer = readLayer(data, path);
  const ledger = readLedger(data);
  const manifest = {
    extends: layer.extends.map(({ value }) => value),
    files: readFiles(data),
    waivers: readWaivers(data, path),
    ...(ledger && { ledger }),
  };
  const mapped = readPlaces(data, 'map');
  const environments = readPlaces(data, 'environment');
  return { value: { manifest, layer, mapped, environments }, problems: data.problems };
}

/** The texts that `files` gives under one key, or under the keys of a mapping there. */
function readPlaces(data: FileData, key: string): Located<string>[] {
  return itemsOf(data, 'files').flatMap((_, index) => {
    if (!data.isSound('files', index, key)) return [];
    const node = data.nodeAt('files', index, key);
    const values = node?.kind === 'map' ? node.entries.map(({ value }) => value) : node ? [node] : [];
    return values.flatMap(value =>
      value.kind === 'scalar' ? [{ value: String(value.value), span: value.span }] : [],
    );
  });
}

function readFiles(data: FileData): FilePattern[] {
  return itemsOf(data, 'files').flatMap((item, index) => {
    if (!data.isSound('files', index)) return [];
    const pattern = typeof item === 'string' ? { match: item, dialects: [] } : readPattern(item);
    const at = typeof item === 'string' ? ['files', index] : ['files', index, 'match'];
    return pattern && isGlob(data, pattern.match, at) ? [pattern] : [];
  });
}

function readPattern(item: JsonValue): FilePattern | undefined {
  if (!isObject(item) || typeof item.match !== 'string') return undefined;
  const { match, environment, dialects, map } = item;
  return {
    match: match.replace(/^(\.\/)+/, ''),
    dialects: Array.isArray(dialects) ? (dialects as readonly DialectName[]) : [],
    ...(typeof environment === 'string' && { environment }),
    ...(isObject(map) && { map: new Map(Object.entries(map).map(([from, to]) => [from, String(to)])) }),
  };
}

function readWaivers(data: FileData, path: string): Waiver[] {
  return itemsOf(data, 'waivers').flatMap((item, index): Waiver[] => {
    if (!data.isSound('waivers', index) || !isObject(item) || typeof item.rule !== 'string') return [];
    const globs = textsAt(data, 'waivers', index, 'files');
    const files = globs.filter(({ value, span }) => isGlobAt(data, value, span)).map(({ value }) => value);
    if (files.length < globs.length) return [];
    const until = own(item, 'until');
    const reason = own(item, 'reason');
    return [
      {
        rule: item.rule,
        files,
        ...(typeof until === 'string' && { until }),
        ...(typeof reason === 'string' && { reason }),
        origin: { path, span: data.spanAt('waivers', index) },
      },
    ];
  });
}

function readLedger(data: FileData): LedgerSettings | undefined {
  const value = locate(data, 'ledger')?.value;
  if (!isObject(value) || typeof value.id !== 'string') return undefined;
  const { id, genesis, remote, ref } = value;
  return {
    id,
    ref: typeof ref === 'string' ? ref : LEDGER_REF,
    ...(typeof genesis === 'string' && { genesis }),
    ...(typeof remote === 'string' && { remote }),
  };
}

function itemsOf(data: FileData, key: string): readonly JsonValue[] {
  const value = own(data.json, key);
  return Array.isArray(value) ? value : [];
}

function isGlob(data: FileData, pattern: string, at: readonly (string | number)[]): boolean {
  return isGlobAt(data, pattern, data.spanAt(...at));
}

function isGlobAt(data: FileData, pattern: string, span: { start: number; end: number }): boolean {
  const compiled = compileGlob(pattern);
  if (compiled.ok) return true;
  const message = `This pattern is not used, because it cannot be read. ${compiled.reason}`;
  data.problems.push({ code: 'manifest/glob', severity: 'error', message, span });
  return false;
}
