/** What the other dialects read otherwise than the one that was asked for, place by place. */
import { DIALECTS } from '../../shared/core/document/dialect.ts';
import type { Document } from '../../shared/core/document/document.ts';
import { type DotenvDocument, parseDotenv } from '../../shared/core/document/dotenv.ts';
import {
  comparePortability,
  type DialectReading,
  type Disagreement,
  type KeyReading,
} from '../../shared/core/document/portability.ts';
import { MASK } from '../../shared/core/report/report.ts';
import type { Io } from '../io.ts';
import { createHider } from '../text/secrets.ts';
import type { Style } from '../text/style.ts';
import { padEnd, visibleText, widthOf } from '../text/width.ts';
import { createMadeOfSecrets, shownName, swallowsSecret } from './read-values.ts';
import type { Inspection } from './text.ts';

const LONGEST = 60;

export function differenceLines(inspection: Inspection, { style }: Io): string[] {
  const { document } = inspection;
  if (!isDotenv(document)) return [];
  const found = comparePortability(document, DIALECTS);
  if (found.length === 0) return ['', style('green', 'Every other dialect reads the same.')];
  const hiddenOf = createHiddenOf(inspection, document);
  const blocks = found.flatMap(each => describe(each, hiddenOf(each), inspection, style));
  return ['', style('bold', 'Others read otherwise'), ...blocks];
}

function isDotenv(document: Document): document is DotenvDocument {
  return document.format === 'dotenv';
}

/** What of a disagreement must not be shown; `all`: its name, too. */
type Hidden = 'nothing' | 'values' | 'all';

/**
 * Whether any reading is, or is made of, a secret's value; or the place may be the rest of a secret, which one parser
 * takes for a name.
 */
function createHiddenOf(inspection: Inspection, document: DotenvDocument): (each: Disagreement) => Hidden {
  const { isSecret, reveal } = inspection;
  if (reveal) return () => 'nothing';
  const hider = createHider(document, isSecret);
  const views = [document, parseDotenv(document.text, { dialect: 'dotenv' })];
  const makers = views.map(view => createMadeOfSecrets(view, isSecret));
  const isSecretReading = (key: string, { reading }: DialectReading): boolean => {
    if (reading.kind !== 'value') return false;
    const { value } = reading;
    return isSecret(key, value) || swallowsSecret(value) || makers.some(isMade => isMade(key, value));
  };
  return ({ key, span, readings }) => {
    const hidden = hider(document.lines.positionAt(span.start).line);
    if (hidden.some(({ start, end }) => start <= span.start && span.start < end)) return 'all';
    if (key === undefined) return 'values';
    return readings.some(reading => isSecretReading(key, reading)) ? 'values' : 'nothing';
  };
}

function describe(
  disagreement: Disagreement,
  hidden: Hidden,
  inspection: Inspection,
  style: Style,
): string[] {
  const { key, span, readings } = disagreement;
  const { line } = inspection.document.lines.positionAt(span.start);
  const names = readings.map(({ dialects }) => dialects.join(', '));
  const width = Math.max(...names.map(widthOf));
  const title = `  line ${line + 1} ${style('cyan', titleOf(key, hidden))}`;
  const rows = readings.map(({ reading }, index) => {
    const value = hidden !== 'nothing' && reading.kind === 'value' ? masked(index) : inWords(reading);
    return `    ${padEnd(names[index] ?? '', width)}  ${value}`;
  });
  return [title, ...rows];
}

function titleOf(key: string | undefined, hidden: Hidden): string {
  if (key === undefined) return '(no name)';
  return hidden === 'all' ? MASK : visibleText(shownName(key));
}

function masked(index: number): string {
  return index === 0 ? MASK : `${MASK} (another value)`;
}

function inWords(reading: KeyReading): string {
  switch (reading.kind) {
    case 'value': {
      const text = visibleText(reading.value);
      return text === '' ? '(empty)' : text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    }
    case 'none':
      return '(no value)';
    case 'absent':
      return '(not set)';
    case 'unread':
      return '(what a command prints)';
    case 'refused':
      return '(refuses the file)';
  }
}
