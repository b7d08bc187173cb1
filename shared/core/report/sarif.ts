/** Writes checked files as a SARIF 2.1.0 log, which code-scanning services read. */
import type { Checked } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';

export type SarifLog = {
  readonly version: '2.1.0';
  readonly $schema: string;
  readonly runs: readonly object[];
};

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS = { critical: 'error', error: 'error', warning: 'warning', info: 'note' } as const;

export interface SarifOptions {
  /** The tool's own version. */
  readonly version: string;
  /** The address of a rule's page. */
  readonly helpUri?: (ruleId: string) => string | undefined;
}

export function toSarif(files: readonly Checked[], { version }: SarifOptions): SarifLog {
  const results = files.flatMap(file => file.findings.map(finding => resultOf(finding, file)));
  const driver = { name: 'Secure Config', version, rules: [] };
  return {
    version: '2.1.0',
    $schema: SCHEMA,
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
}

function resultOf({ code, severity, message, span }: Finding, { path, document }: Checked): object {
  const { start, end } = document.lines.rangeOf(span);
  const region = {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  const physicalLocation = { artifactLocation: { uri: encodeURI(path) }, region };
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation }],
  };
}
