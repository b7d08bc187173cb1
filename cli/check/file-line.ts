/** What a file amounts to, in one line. */
import { countOf, SEVERITY_LOOK, type Style } from '../text/style.ts';
import { visibleText } from '../text/width.ts';
import { type CheckedFile, countFindings, SEVERITIES } from './result.ts';

/** `.env.production: production, score 54.67, not compliant (3 critical, 1 error)`. */
export function fileLine(file: CheckedFile, style: Style): string {
  const { report } = file;
  const counts = countFindings(file);
  const parts = SEVERITIES.filter(severity => counts[severity] > 0).map(severity =>
    style(SEVERITY_LOOK[severity], countOf(counts[severity], severity)),
  );
  if (counts.waived > 0) parts.push(`${counts.waived} waived`);
  const found = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  const facts = report.profile === null ? 'syntax only, no profile governs it' : governedFacts(file, style);
  return `${style('bold', visibleText(file.path))}: ${facts}${found}`;
}

function governedFacts({ report }: CheckedFile, style: Style): string {
  const environment = report.environment ?? 'environment not known';
  const verdict = report.isCompliant ? style('green', 'compliant') : style('red', 'not compliant');
  return `${visibleText(environment)}, score ${report.complianceScore}, ${verdict}`;
}
