/** The report that is asked for. */
import type { Io } from '../io.ts';
import { createJsonReport } from './json-report.ts';
import type { Reporter } from './result.ts';
import { createSarifReport } from './sarif-report.ts';
import { createTextReport } from './text-report.ts';

export interface ReportOptions {
  /** `json`, `sarif`, and text for everything else. */
  readonly format: string | undefined;
  readonly quiet: boolean;
}

export function createReporter({ format, quiet }: ReportOptions, io: Io): Reporter {
  if (format === 'json') return createJsonReport(io);
  return format === 'sarif' ? createSarifReport(io) : createTextReport(io, quiet);
}

/** Whether what is said of a file is known once the file is checked: not where the report is one value. */
export function reportsFileByFile({ format }: ReportOptions): boolean {
  return format !== 'sarif';
}
