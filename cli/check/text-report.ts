/** The report for people: each finding with its place and its remedy, a line for each file, a table at the end. */
import { isExcused } from '../../shared/core/report/compliance.ts';
import type { Finding, RelatedPlace } from '../../shared/core/validation/finding.ts';
import { wrap } from '../help.ts';
import type { Io } from '../io.ts';
import { isSecretBy } from '../secrets-of.ts';
import { excerptOf } from '../text/excerpt.ts';
import { createHider, type Hider } from '../text/secrets.ts';
import { SEVERITY_LOOK } from '../text/style.ts';
import { visibleText } from '../text/width.ts';
import { fileLine } from './file-line.ts';
import { type CheckedFile, type Reporter, shownFindings } from './result.ts';
import { createTable } from './summary-table.ts';

const COLUMNS_WITHOUT_TERMINAL = 120;
const GUTTER = 5;
/** Of one file: nobody reads more, and a file can have any number. */
const MOST_SHOWN = 200;
const INDENT = '      ';

/** @param quiet only findings of error and above, and neither per-file lines nor table */
export function createTextReport(io: Io, quiet: boolean): Reporter {
  const table = createTable(io);
  let endsWithGap = true;
  return {
    describe: file => describeFile(file, io, quiet),
    file: outcome => {
      table.add(outcome);
      endsWithGap = outcome.said.endsWith('\n\n');
      io.out(outcome.said);
    },
    end: summary => {
      if (!quiet) io.out(`${endsWithGap ? '' : '\n'}${table.render(summary)}`);
    },
  };
}

function describeFile(file: CheckedFile, io: Io, quiet: boolean): string {
  const findings = shownFindings(file).filter(finding => !quiet || isGrave(finding, file));
  const settings = file.checked.units.flatMap(unit => unit.settings);
  const hider = createHider(file.checked.document, isSecretBy(settings));
  const lines = findings
    .slice(0, MOST_SHOWN)
    .map((finding, index) => describeFinding(finding, findings[index - 1], file, hider, io));
  const left = findings.length - MOST_SHOWN;
  if (left > 0)
    lines.push(`… and ${left} more in ${visibleText(file.path)}: --format json lists all of them.\n`);
  if (!quiet) lines.push(`${fileLine(file, io.style)}\n${findings.length > 0 ? '\n' : ''}`);
  return lines.join('');
}

function isGrave(finding: Finding, file: CheckedFile): boolean {
  return (
    !isExcused(finding, file.checked) && (finding.severity === 'critical' || finding.severity === 'error')
  );
}

/** The line is not shown again where the finding before was at the same place. */
function describeFinding(
  finding: Finding,
  before: Finding | undefined,
  file: CheckedFile,
  hider: Hider,
  io: Io,
): string {
  const isShown = before?.span.start === finding.span.start && before.span.end === finding.span.end;
  const { style } = io;
  const severity = finding.waivedBy ? 'info' : finding.severity;
  const place = style('bold', placeOf(file, finding.span.start));
  const head = `${place} ${style(SEVERITY_LOOK[severity], severity)} ${style('bold', finding.code)}`;
  const remedy = finding.waivedBy ? '' : remedyOf(finding, file);
  const message = visibleText(withoutRemedy(finding.message, remedy));
  const lines = [
    ...messageLines(
      head,
      `${placeOf(file, finding.span.start)} ${severity} ${finding.code}`.length,
      message,
      io,
    ),
    ...(isShown ? [] : excerptLines(finding, file, hider, io)),
    ...waiverLines(finding, file, io),
    ...(remedy === '' ? [] : fold(remedy, io).map(line => style('dim', INDENT + line))),
    ...finding.related.map(each =>
      style('dim', `${INDENT}see ${relatedPlace(each, file)} ${visibleText(each.message)}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Unless the message says it already. */
function waiverLines(finding: Finding, file: CheckedFile, io: Io): string[] {
  const { waivedBy, message, severity } = finding;
  const reason = waivedBy?.reason ?? '';
  if (!waivedBy || message.includes(reason)) return [];
  const lines = [`Waived until ${waivedBy.until}: ${visibleText(reason)}`];
  if (!isExcused(finding, file.checked))
    lines.push(`The profile does not let this rule be waived: it counts as ${severity}.`);
  return lines.map(line => io.style('dim', INDENT + line));
}

/** On a terminal folded to its width; elsewhere one line, which other programs look for. */
function messageLines(head: string, headWidth: number, message: string, io: Io): string[] {
  const room = (io.columns ?? Number.POSITIVE_INFINITY) - INDENT.length;
  if (headWidth + 1 + message.length <= room) return [`${head} ${message}`];
  return Number.isFinite(room)
    ? [head, ...fold(message, io).map(line => INDENT + line)]
    : [`${head} ${message}`];
}

function fold(text: string, io: Io): string[] {
  return wrap(text, Math.max(40, (io.columns ?? COLUMNS_WITHOUT_TERMINAL) - INDENT.length));
}

/** The remedy has a line of its own, so it is not said twice. */
function withoutRemedy(message: string, remedy: string): string {
  return remedy !== '' && message.endsWith(remedy) ? message.slice(0, -remedy.length).trimEnd() : message;
}

function placeOf(file: CheckedFile, offset: number): string {
  if (!file.hasLines) return visibleText(file.path);
  const { line, character } = file.checked.document.lines.positionAt(offset);
  return `${visibleText(file.path)}:${line + 1}:${character + 1}`;
}

function relatedPlace(related: RelatedPlace, file: CheckedFile): string {
  return related.path === undefined ? placeOf(file, related.span.start) : visibleText(related.path);
}

/** Nothing for a place on an empty line: what is missing has no text to show. */
/** None of what is said of a whole file. */
function excerptLines(
  { kind, span }: Finding,
  { checked, hasLines }: CheckedFile,
  hider: Hider,
  io: Io,
): string[] {
  if (kind === 'manifest') return [];
  const { lines, text } = checked.document;
  const { line } = lines.positionAt(span.start);
  const start = lines.lineStart(line);
  const end = lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  const content = text.slice(start, end);
  if (content.trim() === '') return [];
  const place = { start: span.start - start, end: Math.min(span.end, end) - start };
  const hidden = hider(line).map(hide => ({ start: hide.start - start, end: hide.end - start }));
  const columns = (io.columns ?? COLUMNS_WITHOUT_TERMINAL) - GUTTER - 3;
  const excerpt = excerptOf(content, place, hidden, columns);
  const number = (hasLines ? String(line + 1) : '').padStart(GUTTER);
  const bar = io.style('dim', '│');
  return [
    `${io.style('dim', number)} ${bar} ${excerpt.line}`,
    `${' '.repeat(GUTTER)} ${bar} ${io.style('cyan', excerpt.carets)}`,
  ];
}

function remedyOf({ kind, code }: Finding, { checked }: CheckedFile): string {
  if (kind !== 'rule') return '';
  const rule = checked.governance.project?.profile.rules.find(({ id }) => id === code);
  return visibleText(rule?.remedy.trim().replace(/\s+/g, ' ') ?? '');
}
