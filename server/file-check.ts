/** What a check of one file comes to, in the terms of the client: diagnostics, status, findings. */
import { createHash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { Problem, Severity } from '../shared/core/document/document.ts';
import { complianceOf, isExcused } from '../shared/core/report/compliance.ts';
import { createLineIndex, type LineIndex } from '../shared/core/text/line-index.ts';
import type { LinedText } from '../shared/core/text/lined-text.ts';
import type { Checked } from '../shared/core/validation/check.ts';
import type { Finding } from '../shared/core/validation/finding.ts';
import type { Baseline, MeasuredDrift } from '../shared/node/workflow/service.ts';
import type { Governed } from '../shared/node/workspace.ts';
import type { DocumentBaseline } from '../shared/protocol/ledger.ts';
import type { DocumentStatus, FileFinding } from '../shared/protocol.ts';
import type { Client } from './client.ts';
import {
  overriddenDiagnostic,
  problemDiagnostic,
  toDiagnostic,
  toFileFinding,
  uriOfPath,
} from './convert.ts';
import { overriddenEntries } from './overridden.ts';
import { pageOf } from './pages.ts';
import type { RelatedFiles } from './related-files.ts';

export interface FileText {
  readonly uri: string;
  /** Absolute; empty for a document that is not a file. */
  readonly path: string;
  /** For people. */
  readonly displayPath: string;
  readonly text: string | LinedText;
  /** Why it could not be read; the text is empty then. */
  readonly problem?: Problem;
  /** Of the open document; null for a file read from disk. */
  readonly version: number | null;
}

export interface FileCheck extends Omit<FileText, 'text' | 'problem'> {
  /** Whether there is anything to say about the file. */
  readonly isOurs: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Same id, same diagnostics. */
  resultId(): string;
  /** Null when nothing governs the file. */
  readonly status: DocumentStatus | null;
  /** Those that are shown. */
  readonly findings: readonly FileFinding[];
  /** Of open documents only: it holds the whole document. */
  readonly analysis?: Analysis;
}

export interface Analysis {
  readonly governed: Governed;
  readonly checked: Checked;
  /** Those of `checked` that the person's settings let through. */
  readonly findings: readonly Finding[];
  /** Absent: there is no approved version, or it is not known yet. */
  readonly measured?: Measured;
}

export interface Measured {
  readonly baseline: Baseline;
  readonly drift: readonly MeasuredDrift[];
}

/** A file of which nothing is known but that a version has it. */
export interface Lost {
  readonly measured: Measured;
  /** Absolute, of the manifest. */
  readonly root: string;
  /** Relative to it. */
  readonly path: string;
}

export interface Rendering {
  readonly client: Client;
  readonly packageFolder: string;
  readonly related: RelatedFiles;
}

/** A file that nothing governs: only a manifest, profile or rule file can have problems then. */
export function foreignFile(file: FileText, problems: readonly Problem[] = []): FileCheck {
  const lines = createLineIndex(problems.length > 0 ? file.text.toString() : '');
  const diagnostics = problems.map(problem => problemDiagnostic(problem, lines));
  return fileCheck(file, { isOurs: problems.length > 0, diagnostics, status: null, findings: [] });
}

/** A file that an approved version has, and that is gone or governed by nothing. */
export function lostFile(
  file: FileText,
  { measured, root, path }: Lost,
  problems: readonly Problem[],
  client: Client,
): FileCheck {
  const lines = createLineIndex(file.text.toString());
  const surroundings = { client, uri: file.uri, lines, pageOf: () => undefined, locate: () => undefined };
  return fileCheck(file, {
    isOurs: true,
    diagnostics: [
      ...problems.map(problem => problemDiagnostic(problem, lines)),
      ...measured.drift.map(({ finding }) => toDiagnostic(finding, surroundings)),
    ],
    status: {
      environment: measured.baseline.version.environment,
      profile: null,
      score: null,
      isCompliant: true,
      counts: { critical: 0, error: 0, warning: 0, info: 0 },
      baseline: baselineStatus(measured, root, path),
    },
    findings: driftFindings(measured, lines),
  });
}

/** A file that is not read. That it is too large is no fault of its text. */
export function refusedFile(file: FileText, problem: Problem): FileCheck {
  const told: Problem = problem.code === TOO_LARGE ? { ...problem, severity: 'info' } : problem;
  const diagnostics = [problemDiagnostic(told, createLineIndex(''))];
  return fileCheck(file, { isOurs: true, diagnostics, status: null, findings: [] });
}

export const TOO_LARGE = 'file/too-large';

export function governedFile(
  file: FileText,
  analysis: Analysis,
  problems: readonly Problem[],
  { client, packageFolder, related }: Rendering,
): FileCheck {
  const { governed, checked } = analysis;
  const { lines } = checked.document;
  const shown = analysis.findings.filter(({ shadowed }) => !shadowed);
  const repeats = shown.filter(({ code }) => code === 'syntax/duplicate-key').map(({ span }) => span.start);
  const isFading = client.tags && repeats.length > 0;
  const faded = isFading ? overriddenEntries(checked.document, new Set(repeats)) : [];
  const surroundings = {
    client,
    uri: file.uri,
    lines,
    pageOf: (code: string) => pageOf(code, governed, packageFolder),
    locate: related.locate,
  };
  return fileCheck(file, {
    isOurs: true,
    diagnostics: [
      ...problems.map(problem => problemDiagnostic(problem, lines)),
      ...shown.map(finding => toDiagnostic(finding, surroundings)),
      ...faded.map(overridden => overriddenDiagnostic(overridden, lines)),
      ...(analysis.measured?.drift ?? []).map(({ finding }) => toDiagnostic(finding, surroundings)),
    ],
    status: statusOf(analysis, shown),
    findings: [
      ...shown.map(finding => toFileFinding(finding, lines)),
      ...driftFindings(analysis.measured, lines),
    ],
    analysis,
  });
}

function driftFindings(measured: Measured | undefined, lines: LineIndex): FileFinding[] {
  return (measured?.drift ?? []).map(({ finding, difference }) => ({
    ...toFileFinding(finding, lines),
    difference,
  }));
}

type Outcome = Pick<FileCheck, 'isOurs' | 'diagnostics' | 'status' | 'findings' | 'analysis'>;

/** `resultId` holds on to the diagnostics alone: the rest is let go of for files that are not open. */
function fileCheck({ uri, path, displayPath, version }: FileText, outcome: Outcome): FileCheck {
  const { diagnostics } = outcome;
  let id: string | undefined;
  const resultId = (): string => {
    id ??= createHash('sha1').update(JSON.stringify(diagnostics)).digest('base64url');
    return id;
  };
  return { uri, path, displayPath, version, ...outcome, resultId };
}

function statusOf({ governed, checked, measured }: Analysis, shown: readonly Finding[]): DocumentStatus {
  const counts: Record<Severity, number> = { critical: 0, error: 0, warning: 0, info: 0 };
  for (const finding of shown) if (!isExcused(finding, checked)) counts[finding.severity]++;
  const { project } = governed.governance;
  const report = project && complianceOf(checked, new Date());
  return {
    environment: checked.environment ?? null,
    profile: project?.profile.name ?? null,
    score: report?.complianceScore ?? null,
    isCompliant: report?.isCompliant ?? counts.critical + counts.error === 0,
    counts,
    baseline: measured ? baselineStatus(measured, governed.root, governed.path) : null,
  };
}

function baselineStatus({ baseline, drift }: Measured, root: string, path: string): DocumentBaseline {
  const { environment, number, score } = baseline.version;
  const severities = drift.map(({ finding }) => finding.severity);
  return {
    folderUri: uriOfPath(root),
    environment,
    version: number,
    path,
    score,
    drifted: drift.length,
    gravest: SEVERITIES.find(severity => severities.includes(severity)) ?? null,
    whole: drift.find(({ field }) => field === null)?.finding.code ?? null,
  };
}

/** The gravest first. */
const SEVERITIES: readonly Severity[] = ['critical', 'error', 'warning', 'info'];
