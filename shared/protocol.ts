/**
 * The messages that client and server exchange beside standard LSP, as one plain map of name → shapes. Each side wraps
 * the names in its own library's request types: the two libraries' types do not agree with each other.
 */

import type { Severity } from './core/document/document.ts';
import type { ComplianceReport } from './core/report/report.ts';
import type { Range } from './core/text/text.ts';

/** Client → server, answered. */
export interface Requests {
  /** The report of one document, open or not; null when no profile governs it. */
  'secureConfig/report': { params: { uri: string }; result: DocumentReport | null };
  /** Every governed file that has been checked, open files and, after a workspace check, all others. */
  'secureConfig/compliance': { params: null; result: readonly FileCompliance[] };
  /** Checks every configuration file of the workspace; reports work-done progress; can be cancelled. */
  'secureConfig/checkWorkspace': {
    params: { workDoneToken?: string | number };
    result: WorkspaceSummary;
  };
  /** What setting up a folder would write. Writes nothing. */
  'secureConfig/planSetUp': { params: { folderUri: string }; result: SetUpPlan };
}

/** Server → client. */
export interface Notifications {
  /** After each check of an open document, and with `status: null` once it is no longer ours. */
  'secureConfig/status': { uri: string; status: DocumentStatus | null };
  /** What `secureConfig/compliance` answers has changed. */
  'secureConfig/complianceChanged': Record<string, never>;
}

export interface DocumentStatus {
  readonly environment: string | null;
  readonly profile: string | null;
  /** Null when no profile governs the document: it is checked for syntax only. */
  readonly score: number | null;
  readonly isCompliant: boolean;
  /** Findings that are shown, by severity; waived ones not counted. */
  readonly counts: Readonly<Record<Severity, number>>;
}

export interface DocumentReport {
  readonly uri: string;
  /** Relative to the workspace folder, for people. */
  readonly path: string;
  readonly report: ComplianceReport;
  /** Rule id → URI of its page. */
  readonly rulePages: Readonly<Record<string, string>>;
}

export interface FileCompliance {
  readonly uri: string;
  readonly path: string;
  readonly status: DocumentStatus;
  readonly findings: readonly FileFinding[];
}

export interface FileFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly waived: boolean;
}

export interface WorkspaceSummary {
  readonly files: number;
  readonly compliant: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly cancelled: boolean;
}

export interface SetUpPlan {
  readonly files: readonly {
    readonly uri: string;
    readonly path: string;
    readonly content: string;
    readonly exists: boolean;
  }[];
  /** What was inferred and what could not be told, a sentence each. */
  readonly notes: readonly string[];
}
