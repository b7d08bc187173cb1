/** Which files of a content differ, and in how many lines: what shows in no field is to be seen by who approves it, too. */
import type { FileDifference } from '../../drift/file-differences.ts';
import { maskedText } from '../../drift/masked-text.ts';
import type { Side } from '../../drift/side.ts';
import type { TextChange } from './version.ts';

/** `files`: of the comparison of the same sides. */
export function showTexts(
  before: readonly Side[],
  after: readonly Side[],
  files: readonly FileDifference[],
): TextChange[] {
  const olds = new Map(before.map(side => [side.file.path, side]));
  const news = new Map(after.map(side => [side.file.path, side]));
  return files.flatMap(({ path, change }): TextChange[] => {
    const [old, next] = [olds.get(path), news.get(path)];
    const gone = old ? maskedText(old) : '';
    const come = next ? maskedText(next, old) : '';
    if (change === 'same' || (change === 'unknown' && gone === come)) return [];
    const kind = change === 'added' || change === 'removed' ? change : 'changed';
    const hasFields = change === 'changed' || change === 'unknown';
    return [{ path, change: kind, ...differingLines(gone, come), hasFields }];
  });
}

function differingLines(before: string, after: string): Pick<TextChange, 'lines' | 'comments'> {
  const [olds, news] = [linesOf(before), linesOf(after)];
  const gone = without(olds, news);
  const come = without(news, olds);
  const lines = Math.max(gone.length, come.length);
  const others = Math.max(...[gone, come].map(each => each.filter(line => !isComment(line)).length));
  return { lines, comments: lines - others };
}

/** With their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Of lines that stand several times as many are left as there are more. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter(line => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  });
}

function isComment(line: string): boolean {
  return /^\s*(?:#.*)?$/.test(line.trimEnd());
}
