/**
 * The messages that client and server exchange beside standard LSP, as one plain map of name → shapes. Each side wraps
 * the names in its own library's request types: the two libraries' types do not agree with each other.
 */

import type { Severity } from './core/document/document.ts';
import type { Matrix } from './core/report/matrix.ts';
import type { ComplianceReport } from './core/report/report.ts';
import type { Range } from './core/text/text.ts';
import type { DocumentBaseline, LedgerNotifications, LedgerRequests } from './protocol/ledger.ts';

/**
 * What a client may say in `initializationOptions`, all of it optional. Another editor's client says nothing and gets
 * standard LSP only: pulled diagnostics where it can pull, pushed ones otherwise, and none of `Notifications`.
 */
export interface InitializationOptions {
  /** Whether the person trusts the workspace; said by nobody: yes. Untrusted: built-in profiles only, no git. */
  readonly trusted?: boolean;
  /**
   * `push`: diagnostics are published although the client could pull them. VS Code's client asks for it: its pull
   * cancels and waits for the running request before it asks again, looks at visible tabs only, and polls the
   * workspace every two seconds.
   */
  readonly diagnostics?: 'push' | 'pull';
  /** Whether the client understands `Notifications`. Unasked-for methods are logged as errors by other clients. */
  readonly notifications?: boolean;
  /**
   * Whether the client has the commands `secureConfig.waive` (argument: `WaiveTarget`) and `secureConfig.openRule`
   * (argument: URI of the page), which code actions then name. Other clients are offered what needs no question.
   */
  readonly prompts?: boolean;
}

/** The settings under `secureConfig`, by resource. What is absent or of the wrong type takes its default. */
export interface Settings {
  readonly enable: boolean;
  /** Dialects of dotenv files where no manifest names any; empty: detected in the folder. */
  readonly dialects: readonly string[];
  /** Built-in profile of files that no manifest governs; empty: detected. */
  readonly profile: string;
  readonly codeLens: { readonly enable: boolean };
  readonly portability: { readonly enable: boolean };
}

/** Client → server, not answered. */
export interface ClientNotifications {
  /** The person trusts the workspace now. */
  'secureConfig/trustGranted': Record<string, never>;
}

/** Client → server, answered. */
export interface Requests extends LedgerRequests {
  /** The report of one document, open or not; null when no profile governs it. */
  'secureConfig/report': { params: { uri: string }; result: DocumentReport | null };
  /** Every governed file that has been checked: open files, those that differ from what was approved, and, after a workspace check, all others. */
  'secureConfig/compliance': { params: null; result: readonly FileCompliance[] };
  /** Checks every configuration file of the workspace; reports work-done progress; can be cancelled. */
  'secureConfig/checkWorkspace': {
    params: { workDoneToken?: string | number };
    result: WorkspaceSummary;
  };
  /** Where secrets stand in an open document, for the client to cover; null when it is not ours. */
  'secureConfig/secretSpans': { params: { uri: string }; result: SecretSpans | null };
  /** The files of a document's project side by side, or of a folder's; null when nothing there is ours. */
  'secureConfig/matrix': { params: { uri: string }; result: EnvironmentMatrix | null };
  /** What setting up a folder would write. Writes nothing. */
  'secureConfig/planSetUp': { params: { folderUri: string }; result: SetUpPlan };
}

/** `workspace/executeCommand`: name → its only argument. What changes documents does so by `workspace/applyEdit`. */
export interface Commands {
  /** Mends everything in a document that can be mended without asking. */
  'secureConfig.server.fixAll': { readonly uri: string };
  /** Applies one of the fixes that code actions offered. */
  'secureConfig.server.applyFix': FixChoice;
  'secureConfig.server.waive': WaiveTarget & {
    /** One line. */
    readonly reason: string;
    /** The last day on which the waiver holds, `YYYY-MM-DD`. */
    readonly until: string;
    /** Where it is written; above the line of the finding unless said otherwise. */
    readonly into?: 'file' | 'manifest';
  };
  /** Has the client make the manifests that a folder lacks, and tells what was inferred. For other editors. */
  'secureConfig.server.setUpFolder': { readonly folderUri: string };
  /** Shows the page that explains a rule, by `window/showDocument`. */
  'secureConfig.server.openRule': { readonly uri: string; readonly rule: string };
}

export interface FixChoice {
  readonly uri: string;
  /** Of the document when the fix was offered. */
  readonly version: number;
  /** Of the finding. */
  readonly code: string;
  readonly id: string;
}

export interface WaiveTarget {
  readonly uri: string;
  readonly rule: string;
  /** 0-based line of the finding; the first one of the rule unless said otherwise. */
  readonly line?: number;
}

/** Server → client. */
export interface Notifications extends LedgerNotifications {
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
  /** The approved version that it is measured against; null when there is none, or it is not known yet. */
  readonly baseline: DocumentBaseline | null;
}

/** Places only: no value leaves the server. */
export interface SecretSpans {
  /** Of the document that the ranges are places in. */
  readonly version: number | null;
  /** Whether the document is for production. */
  readonly production: boolean;
  /** In order, none touching another; quotes left out. One may go over several lines. */
  readonly ranges: readonly Range[];
}

export interface DocumentReport {
  readonly uri: string;
  /** Relative to the workspace folder, for people. */
  readonly path: string;
  readonly report: ComplianceReport;
  /** Rule id → URI of its page. */
  readonly rulePages: Readonly<Record<string, string>>;
}

/** No secret's value is in it. */
export interface EnvironmentMatrix {
  /** The manifest's, else that of the files. */
  readonly folderUri: string;
  readonly folderName: string;
  readonly profile: string | null;
  readonly matrix: Matrix;
  /** Of each column. */
  readonly fileUris: readonly string[];
  /** Why files may be missing, in a sentence; null when none is. */
  readonly shortfall: string | null;
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
  /** Of drift only: the same for the same difference from the same version, in every run. */
  readonly difference?: string;
}

export interface WorkspaceSummary {
  readonly files: number;
  readonly compliant: number;
  readonly findings: Readonly<Record<Severity, number>>;
  /** Files that differ from what was approved, those that are gone too. */
  readonly drifted: number;
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
