/** The report for people: each finding with its place and its remedy, a line for each file, a table at the end. */
import type { Finding, RelatedPlace } from '../../shared/core/validation/finding.ts';
import { wrap } from '../help.ts';
import type { Io } from '../io.ts';
import { isSecretBy } from '../secrets-of.ts';
import { excerptOf } from '../text/excerpt.ts';
import { createHider, type Hider } from '../text/secrets.ts';
import { SEVERITY_LOOK } from '../text/style.ts';
import { visibleText } from '../text/width.ts';
import { fileLine } from './file-line.ts';
import { type CheckedFile, type FileResult, type Reporter, shownFindings } from './result.ts';
import { createTable } from './summary-table.ts';

const COLUMNS_WITHOUT_TERMINAL = 120;
const GUTTER = 5;

/** @param quiet only findings of error and above, and neither per-file lines nor table */
export function createTextReport(io: Io, quiet: boolean): Reporter {
  const table = createTable(io);
  return {
    file: (result: FileResult) => {
      table.add(result);
      if (result.kind === 'unreadable') {
        io.out(
          `${io.style('bold', result.path)} ${io.style('red', 'not read')}: ${visibleText(result.message)}\n`,
        );
        return;
      }
      const findings = shownFindings(result).filter(finding => !quiet || isGrave(finding));
      const hider = createHider(
        result.checked.document,
        isSecretBy(result.checked.units.flatMap(unit => unit.settings)),
      );
      for (const finding of findings) io.out(describeFinding(finding, result, hider, io));
      if (!quiet) io.out(`${fileLine(result, io.style)}\n${findings.length > 0 ? '\n' : ''}`);
    },
    end: summary => {
      if (!quiet) io.out(table.render(summary));
    },
  };
}

function isGrave({ severity, waivedBy }: Finding): boolean {
  return !waivedBy && (severity === 'critical' || severity === 'error');
}

function describeFinding(finding: Finding, file: CheckedFile, hider: Hider, io: Io): string {
  const { style } = io;
  const severity = finding.waivedBy ? 'info' : finding.severity;
  const place = style('bold', placeOf(file, finding.span.start));
  const head = `${place} ${style(SEVERITY_LOOK[severity], severity)} ${style('bold', finding.code)}`;
  const lines = [
    `${head} ${visibleText(finding.message)}`,
    ...excerptLines(finding, file, hider, io),
    ...remedyLines(finding, file, io),
    ...finding.related.map(related =>
      style('dim', `      see ${relatedPlace(related, file)} ${related.message}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function placeOf(file: CheckedFile, offset: number): string {
  if (!file.hasLines) return file.path;
  const { line, character } = file.checked.document.lines.positionAt(offset);
  return `${visibleText(file.path)}:${line + 1}:${character + 1}`;
}

function relatedPlace(related: RelatedPlace, file: CheckedFile): string {
  return related.path === undefined ? placeOf(file, related.span.start) : visibleText(related.path);
}

/** Nothing for a place on an empty line: what is missing has no text to show. */
function excerptLines({ span }: Finding, { checked, hasLines }: CheckedFile, hider: Hider, io: Io): string[] {
  const { lines, text } = checked.document;
  const { line } = lines.positionAt(span.start);
  const start = lines.lineStart(line);
  const end = lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  const content = text.slice(start, end);
  if (content.trim() === '') return [];
  const place = { start: span.start - start, end: Math.min(span.end, end) - start };
  const hidden = hider({ start, end }).map(hide => ({ start: hide.start - start, end: hide.end - start }));
  const columns = (io.columns ?? COLUMNS_WITHOUT_TERMINAL) - GUTTER - 3;
  const excerpt = excerptOf(content, place, hidden, columns);
  const number = (hasLines ? String(line + 1) : '').padStart(GUTTER);
  const bar = io.style('dim', '│');
  return [
    `${io.style('dim', number)} ${bar} ${excerpt.line}`,
    `${' '.repeat(GUTTER)} ${bar} ${io.style('cyan', excerpt.carets)}`,
  ];
}

function remedyLines({ kind, code, waivedBy }: Finding, { checked }: CheckedFile, io: Io): string[] {
  if (waivedBy)
    return [io.style('dim', `      waived until ${waivedBy.until}: ${visibleText(waivedBy.reason ?? '')}`)];
  if (kind !== 'rule') return [];
  const rule = checked.governance.project?.profile.rules.find(({ id }) => id === code);
  const remedy = rule?.remedy.trim().replace(/\s+/g, ' ') ?? '';
  if (remedy === '') return [];
  return wrap(visibleText(remedy), (io.columns ?? COLUMNS_WITHOUT_TERMINAL) - 6).map(line =>
    io.style('dim', `      ${line}`),
  );
}
