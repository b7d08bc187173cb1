/** The only conversion between the core's terms (offsets, paths, findings) and those of the protocol. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { Problem, Severity } from '../shared/core/document/document.ts';
import type { LineIndex } from '../shared/core/text/line-index.ts';
import type { Range } from '../shared/core/text/text.ts';
import type { Finding, RelatedPlace } from '../shared/core/validation/finding.ts';
import type { FileFinding } from '../shared/protocol.ts';
import type { Client } from './client.ts';
import type { Overridden } from './overridden.ts';

const SOURCE = 'Secure Config';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What a finding needs of the world around its document. */
export interface Surroundings {
  readonly client: Client;
  /** URI of the document. */
  readonly uri: string;
  readonly lines: LineIndex;
  /** URI of the page that explains a finding's code; undefined when there is none. */
  pageOf(code: string): string | undefined;
  /** Where a place in another file is; undefined when that file cannot be read. */
  locate(place: RelatedPlace): { readonly uri: string; readonly range: Range } | undefined;
}

/** Undefined for what is not a file on this machine. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

export function toDiagnostic(finding: Finding, surroundings: Surroundings): Diagnostic {
  const { client, lines, pageOf } = surroundings;
  const page = client.codeDescription ? pageOf(finding.code) : undefined;
  const related = client.relatedInformation ? relatedInformation(finding, surroundings) : [];
  return {
    range: lines.rangeOf(finding.span),
    severity: finding.waivedBy ? DiagnosticSeverity.Information : SEVERITIES[finding.severity],
    code: finding.code,
    source: SOURCE,
    message: messageOf(finding),
    ...(page && { codeDescription: { href: page } }),
    ...(related.length > 0 && { relatedInformation: related }),
    ...(client.data && { data: { kind: finding.kind, ...(finding.field && { field: finding.field }) } }),
  };
}

/** A problem of a manifest, a profile or a rule file. */
export function problemDiagnostic({ code, severity, message, span }: Problem, lines: LineIndex): Diagnostic {
  return { range: lines.rangeOf(span), severity: SEVERITIES[severity], code, source: SOURCE, message };
}

/** A hint, so that editors fade the entry and say no more: the finding stands at the one that counts. */
export function overriddenDiagnostic({ entry, by }: Overridden, lines: LineIndex): Diagnostic {
  const line = lines.positionAt(by.keySpan.start).line + 1;
  return {
    range: lines.rangeOf(entry.span),
    severity: DiagnosticSeverity.Hint,
    code: 'syntax/overridden',
    source: SOURCE,
    message: `${entry.key} has no effect here, because line ${line} sets it again.`,
    tags: [DiagnosticTag.Unnecessary],
  };
}

export function toFileFinding(finding: Finding, lines: LineIndex): FileFinding {
  return {
    code: finding.code,
    severity: finding.severity,
    message: messageOf(finding),
    range: lines.rangeOf(finding.span),
    waived: finding.waivedBy !== undefined,
  };
}

function messageOf({ message, waivedBy }: Finding): string {
  if (!waivedBy) return message;
  const until = waivedBy.until ? ` until ${waivedBy.until}` : '';
  return `${message}\nWaived${until}${waivedBy.reason ? `: ${waivedBy.reason}` : '.'}`;
}

function relatedInformation(finding: Finding, { uri, lines, locate }: Surroundings) {
  return finding.related.flatMap(place => {
    const location = place.path === undefined ? { uri, range: lines.rangeOf(place.span) } : locate(place);
    return location ? [{ location, message: place.message }] : [];
  });
}
