/**
 * Finds for each file of one environment its counterpart in another one. Their names differ in that of the environment, in
 * any of its spellings; where they differ in more, the last of a kind on either side belong together.
 */
import { formatOf } from '../document/format.ts';
import { escaped } from '../text/escaped.ts';
import { baseNameOf } from '../text/path.ts';
import type { Side } from './side.ts';

/** One of them is there. */
export type FilePair = readonly [before: Side | undefined, after: Side | undefined];

export function pairFiles(before: readonly Side[], after: readonly Side[]): FilePair[] {
  let [olds, news] = [inOrder(before), inOrder(after)];
  const pairs: FilePair[] = [];
  for (const match of [bySameKey(pathKey), bySameKey(nameKey), lastOfAKind]) {
    const found = match(olds, news);
    const taken = new Set(found.flat());
    olds = olds.filter(side => !taken.has(side));
    news = news.filter(side => !taken.has(side));
    pairs.push(...found);
  }
  const [removed, added] = [olds.map((old): FilePair => [old, undefined]), news.map(toAdded)];
  return [...pairs, ...removed, ...added];
}

function toAdded(next: Side): FilePair {
  return [undefined, next];
}

function inOrder(sides: readonly Side[]): Side[] {
  return sides.toSorted((a, b) => (a.file.path < b.file.path ? -1 : 1));
}

type Match = (olds: readonly Side[], news: readonly Side[]) => (readonly [Side, Side])[];

/** Of several with one key the first belongs to the first. */
function bySameKey(keyOf: (side: Side) => string): Match {
  return (olds, news) => {
    const waiting = grouped(news, keyOf);
    return olds.flatMap(old => {
      const next = waiting.get(keyOf(old))?.shift();
      return next ? [[old, next] as const] : [];
    });
  };
}

/** `.env.staging` and `config/stage/app.yaml` without what names the environment. */
function pathKey({ file, checked }: Side): string {
  const { environment = '', project } = checked.governance;
  const names = [environment, ...(project?.profile.environments.get(environment) ?? [])];
  const wanted = names.filter(name => name !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return file.path;
  const whole = `(?<![\\p{L}\\p{N}])(?:${wanted.map(escaped).join('|')})(?![\\p{L}\\p{N}])`;
  return file.path.replace(new RegExp(whole, 'giu'), '*');
}

function nameKey(side: Side): string {
  return baseNameOf(pathKey(side));
}

/** What shares no field is no counterpart, and reads as noise beside it. */
function lastOfAKind(olds: readonly Side[], news: readonly Side[]): (readonly [Side, Side])[] {
  const others = grouped(news, kindOf);
  return [...grouped(olds, kindOf)].flatMap(([kind, [old, ...more]]) => {
    const [next, ...further] = others.get(kind) ?? [];
    if (!old || !next || more.length + further.length > 0) return [];
    const fields = new Set(old.fields.map(({ field }) => field));
    return next.fields.some(({ field }) => fields.has(field)) ? [[old, next] as const] : [];
  });
}

function kindOf({ file }: Side): string {
  return formatOf(file.path) ?? '';
}

function grouped(sides: readonly Side[], keyOf: (side: Side) => string): Map<string, Side[]> {
  const groups = new Map<string, Side[]>();
  for (const side of sides) {
    const key = keyOf(side);
    const group = groups.get(key);
    if (group) group.push(side);
    else groups.set(key, [side]);
  }
  return groups;
}
