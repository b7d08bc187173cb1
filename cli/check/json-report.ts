/** The report as JSON, format version 1, written file by file so that ten thousand of them need no memory. */
import { reportOf } from '../../shared/core/report/compliance.ts';
import type { Io } from '../io.ts';
import type { Reporter, Summary } from './result.ts';

/** UTF-16 code units that are written at once: one write for each file would take longer than its check. */
const PAGE = 64_000;

export function createJsonReport(io: Io): Reporter {
  let isFirst = true;
  let page = '';
  const write = (text: string, isLast = false): void => {
    page += text;
    if (page.length < PAGE && !isLast) return;
    io.out(page);
    page = '';
  };
  return {
    begin: () => write('{\n  "formatVersion": 1,\n  "reports": ['),
    describe: ({ path, checked, report }) => jsonWithin(2, { path, ...reportOf(report, checked) }),
    file: ({ said }) => {
      write(`${isFirst ? '' : ','}\n    ${said}`);
      isFirst = false;
    },
    end: (summary: Summary) =>
      write(`${isFirst ? '' : '\n  '}],\n  "summary": ${jsonWithin(1, summary)}\n}\n`, true),
  };
}

/** Indented as it would be inside one value or two. */
function jsonWithin(levels: 1 | 2, value: object): string {
  const text = JSON.stringify(levels === 1 ? [value] : [[value]], null, 2);
  return text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
}
