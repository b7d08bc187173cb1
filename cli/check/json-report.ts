/** The report as JSON, format version 1, written file by file so that ten thousand of them need no memory. */
import type { Io } from '../io.ts';
import type { Reporter, Summary } from './result.ts';

export function createJsonReport(io: Io): Reporter {
  let isFirst = true;
  return {
    begin: () => io.out('{\n  "formatVersion": 1,\n  "reports": ['),
    describe: ({ path, report }) => jsonAt(4, { path, ...report }),
    file: ({ said }) => {
      io.out(`${isFirst ? '' : ','}\n    ${said}`);
      isFirst = false;
    },
    end: (summary: Summary) => io.out(`${isFirst ? '' : '\n  '}],\n  "summary": ${jsonAt(2, summary)}\n}\n`),
  };
}

/** Indented as it would be inside a larger value. */
function jsonAt(indent: number, value: object): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(indent)}`);
}
