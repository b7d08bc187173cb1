/** The findings as a SARIF log, which code-scanning services read. It is one value, written at the end: in one thread. */
import { version } from '../../package.json';
import { toSarif } from '../../shared/core/report/sarif.ts';
import type { Checked } from '../../shared/core/validation/check.ts';
import type { Io } from '../io.ts';
import type { Reporter } from './result.ts';

export function createSarifReport(io: Io): Reporter {
  const files: Checked[] = [];
  return {
    describe: ({ checked, path }) => {
      files.push({ ...checked, path: path.replaceAll('\\', '/') });
      return '';
    },
    file: () => undefined,
    end: () => io.out(`${JSON.stringify(toSarif(files, { version }), null, 2)}\n`),
  };
}
