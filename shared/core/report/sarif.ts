/** Writes checked files as a SARIF 2.1.0 log, which code-scanning services read. Secrets are in none of its texts. */

import type { Span } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';
import { fingerprints } from './fingerprint.ts';
import { type Descriptor, descriptorsOf, LEVELS } from './sarif-rules.ts';

export interface SarifLog {
  readonly version: '2.1.0';
  readonly $schema: string;
  readonly runs: readonly object[];
}

export interface SarifOptions {
  /** The tool's own version. */
  readonly version: string;
  /** The absolute address of a rule's page, where there is one. */
  readonly helpUri?: (ruleId: string) => string | undefined;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** One run for all of the files. A finding that another one stands for is left out. */
export function toSarif(files: readonly Checked[], options: SarifOptions): SarifLog {
  const rules = descriptorsOf(files, options.helpUri);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const results = files.flatMap(file => resultsOf(file, indexes));
  const run = {
    tool: {
      driver: { name: 'Secure Config', version: options.version, semanticVersion: options.version, rules },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { SRCROOT: { description: { text: 'The folder that was checked.' } } },
    artifacts: files.map(({ path }) => ({ location: locationOf(path) })),
    results,
  };
  return { version: '2.1.0', $schema: SCHEMA, runs: [run] };
}

function resultsOf(file: Checked, indexes: ReadonlyMap<Descriptor['id'], number>): object[] {
  const shown = file.findings.filter(({ shadowed }) => !shadowed);
  const prints = fingerprints(shown, file.path);
  return shown.map((finding, index) => ({
    ruleId: finding.code,
    ruleIndex: indexes.get(finding.code) ?? -1,
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: physicalLocation(file, finding.span), ...logicalLocation(finding) }],
    partialFingerprints: { 'secureConfig/v1': prints[index] },
    ...relatedLocations(finding, file),
    ...suppressions(finding, file),
    ...fixes(finding, file),
  }));
}

function logicalLocation({ field }: Finding): object {
  return field === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: field, kind: 'member' }] };
}

function relatedLocations({ related }: Finding, file: Checked): object {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map(({ path, span, message }, id) => ({
      id,
      message: { text: message },
      physicalLocation: path === undefined ? physicalLocation(file, span) : elsewhere(path, span),
    })),
  };
}

/** Of another file only offsets are known. */
function elsewhere(path: string, { start, end }: Span): object {
  return { artifactLocation: locationOf(path), region: { charOffset: start, charLength: end - start } };
}

function suppressions({ waivedBy }: Finding, { governance }: Checked): object {
  if (!waivedBy) return {};
  const isOfManifest = governance.project?.manifest.waivers.includes(waivedBy) ?? false;
  const justification = `${waivedBy.reason ?? ''} (until ${waivedBy.until ?? 'no date'})`;
  return {
    suppressions: [{ kind: isOfManifest ? 'external' : 'inSource', status: 'accepted', justification }],
  };
}

function fixes({ fix }: Finding, file: Checked): object {
  if (!fix || fix.holdsSecret || fix.edits.length === 0) return {};
  const replacements = fix.edits.map(({ span, newText }) => ({
    deletedRegion: regionOf(file, span),
    insertedContent: { text: newText },
  }));
  const artifactChanges = [{ artifactLocation: locationOf(file.path), replacements }];
  return { fixes: [{ description: { text: fix.title }, artifactChanges }] };
}

function physicalLocation(file: Checked, span: Span): object {
  return { artifactLocation: locationOf(file.path), region: regionOf(file, span) };
}

function regionOf({ document }: Checked, span: Span): object {
  const { start, end } = document.lines.rangeOf(span);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function locationOf(path: string): object {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' };
}
