/** The report as JSON, format version 1, written file by file so that ten thousand of them need no memory. */
import type { Io } from '../io.ts';
import type { FileResult, Reporter, Summary } from './result.ts';

export function createJsonReport(io: Io): Reporter {
  let isFirst = true;
  io.out('{\n  "formatVersion": 1,\n  "reports": [');
  return {
    file: (result: FileResult) => {
      if (result.kind !== 'checked') return;
      io.out(`${isFirst ? '' : ','}\n    ${jsonAt(4, { path: result.path, ...result.report })}`);
      isFirst = false;
    },
    end: (summary: Summary) => io.out(`${isFirst ? '' : '\n  '}],\n  "summary": ${jsonAt(2, summary)}\n}\n`),
  };
}

/** Indented as it would be inside a larger value. */
function jsonAt(indent: number, value: object): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(indent)}`);
}
