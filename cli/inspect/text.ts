/** An inspection for people: the values, what the parser objects to, and what other programs read otherwise. */

import type { DialectName } from '../../shared/core/document/dialect.ts';
import type { Document } from '../../shared/core/document/document.ts';
import type { Io } from '../io.ts';
import type { IsSecret } from '../text/secrets.ts';
import { countOf, SEVERITY_LOOK } from '../text/style.ts';
import { padEnd, visibleText, widthOf } from '../text/width.ts';
import { differenceLines } from './differences.ts';
import type { ReadValue } from './read-values.ts';

export interface Inspection {
  readonly file: string;
  readonly dialect: DialectName | 'yaml';
  readonly values: readonly ReadValue[];
  readonly document: Document;
  readonly isSecret: IsSecret;
  readonly reveal: boolean;
}

const WIDEST_NAME = 48;

export function inspectionLines(inspection: Inspection, io: Io): string[] {
  const { style } = io;
  const { file, dialect, values } = inspection;
  const name = file === '-' ? 'standard input' : visibleText(file);
  const head = `${style('bold', name)} as ${style('bold', dialect)} reads it: ${countOf(values.length, 'value')}`;
  return [
    head,
    '',
    ...valueLines(values, io),
    ...problemLines(inspection, io),
    ...differenceLines(inspection, io),
  ];
}

function valueLines(values: readonly ReadValue[], { style }: Io): string[] {
  const names = values.map(({ name }) => visibleText(name));
  const width = Math.min(WIDEST_NAME, Math.max(0, ...names.map(widthOf)));
  return values.map(({ shown, isMasked }, index) => {
    const value =
      shown === null
        ? style('dim', '(no value)')
        : shown === ''
          ? style('dim', '(empty)')
          : visibleText(String(shown));
    return `${style('cyan', padEnd(names[index] ?? '', width))}  ${isMasked ? style('dim', value) : value}`;
  });
}

function problemLines({ file, document }: Inspection, { style }: Io): string[] {
  if (document.problems.length === 0) return [];
  const lines = document.problems.map(({ severity, code, message, span }) => {
    const { line, character } = document.lines.positionAt(span.start);
    const place = `${file === '-' ? '<stdin>' : visibleText(file)}:${line + 1}:${character + 1}`;
    return `${style('bold', place)} ${style(SEVERITY_LOOK[severity], severity)} ${code} ${visibleText(message)}`;
  });
  return ['', ...lines];
}
