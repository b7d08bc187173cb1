/** Checks one file, open or on disk: finds its text, its settings and what governs it, and hands them to the core. */
import type { Problem } from '../shared/core/document/document.ts';
import { complianceReport } from '../shared/core/report/compliance.ts';
import type { Change } from '../shared/core/text/change.ts';
import { type Checked, checkText } from '../shared/core/validation/check.ts';
import { LARGEST_FILE } from '../shared/node/read-text.ts';
import { relativePath } from '../shared/node/relative-path.ts';
import type { Baseline } from '../shared/node/workflow/service.ts';
import type { DocumentReport, Settings } from '../shared/protocol.ts';
import type { Client } from './client.ts';
import { pathOfUri, uriOfPath } from './convert.ts';
import type { OpenDocuments } from './documents.ts';
import {
  type Analysis,
  type FileCheck,
  type FileText,
  foreignFile,
  governedFile,
  lostFile,
  type Measured,
  refusedFile,
  TOO_LARGE,
} from './file-check.ts';
import type { Folders } from './folders.ts';
import type { Baselines } from './ledger/baselines.ts';
import { pagesOf } from './pages.ts';
import type { Projects } from './projects.ts';
import { readRelatedFiles } from './related-files.ts';
import type { SettingsStore } from './settings.ts';
import type { Turn } from './turns.ts';

export interface CheckerParts {
  readonly baselines: Baselines;
  readonly client: Client;
  readonly documents: OpenDocuments;
  readonly folders: Folders;
  readonly settings: SettingsStore;
  readonly projects: Projects;
  /** Absolute folder of the installed package. */
  readonly packageFolder: string;
}

export interface Checker {
  /** The newest text of an open document. Its `analysis` is kept. `previous`: its check before it was edited. */
  open(uri: string, previous?: FileCheck): Promise<FileCheck>;
  /** A file that is not open. Waits for what it is measured against, and once it is read for its turn. */
  disk(path: string, turn?: Turn): Promise<FileCheck>;
  /** A file that is not there; undefined when no active version has it. */
  gone(path: string): Promise<FileCheck | undefined>;
  /** All that is known of a file that is not open; undefined when it is not ours, or cannot be read. */
  analyse(path: string): Promise<Analysis | undefined>;
  /** Null when no profile governs the file, or it cannot be read. */
  report(uri: string): Promise<DocumentReport | null>;
}

export function createChecker(parts: CheckerParts): Checker {
  return {
    open: async (uri, previous) => {
      const file = openFile(uri, parts);
      if (file.path === '') return foreignFile(file);
      const checked = previous?.analysis?.checked;
      const change = previous && parts.documents.changeSince(uri, previous.version);
      return checkFile(file, parts, { measure: parts.baselines.known, ...(checked && { checked, change }) });
    },
    disk: async (path, turn = work => work()) => {
      const file = await diskFile(path, parts);
      const { analysis: _, ...check } = await turn(() =>
        checkFile(file, parts, { measure: parts.baselines.of }),
      );
      return check;
    },
    gone: async path => {
      const file = { ...nameOf(path, parts), text: '' };
      const { enable } = await settingsOf(file, parts);
      const baseline = enable ? await parts.baselines.of(path) : undefined;
      return baseline && lost(file, { baseline, drift: baseline.driftOfLost(false) }, [], parts);
    },
    analyse: async path => (await checkFile(await diskFile(path, parts), parts)).analysis,
    report: async uri => {
      const path = pathOfUri(uri);
      if (path === undefined) return null;
      const file = parts.documents.get(uri) ? openFile(uri, parts) : await diskFile(path, parts);
      const { analysis } = await checkFile(file, parts);
      return analysis?.governed.governance.project ? toReport(file, analysis, parts) : null;
    },
  };
}

interface CheckOptions {
  /** Finds what the file is measured against; absent: nobody asks how it differs. */
  readonly measure?: (absolutePath: string) => Promise<Baseline | undefined>;
  /** The check of an older text, and what has changed since, when that is known. */
  readonly checked?: Checked;
  readonly change?: Change | undefined;
}

async function checkFile(
  file: FileText,
  parts: CheckerParts,
  { measure, checked: earlier, change }: CheckOptions = {},
): Promise<FileCheck> {
  const settings = await settingsOf(file, parts);
  if (!settings.enable) return foreignFile(file);
  if (file.problem) return refusedFile(file, file.problem);
  if (file.text.length > LARGEST_FILE) return refusedFile(file, tooLarge());
  const { text } = file;
  const [governed, problems, baseline] = await Promise.all([
    parts.projects.governanceOf(file.path, text, settings),
    parts.projects.problemsOf(file.path, text),
    measure?.(file.path),
  ]);
  if (!governed) {
    const measured = baseline && { baseline, drift: baseline.driftOfLost(true) };
    return (measured && (await lost(file, measured, problems, parts))) ?? foreignFile(file, problems);
  }
  const { governance, path } = governed;
  const previous = earlier && { previous: earlier, change };
  const checked = checkText({ path, text, governance, now: new Date(), ...previous });
  const findings = settings.portability.enable
    ? checked.findings
    : checked.findings.filter(({ kind }) => kind !== 'portability');
  const analysis: Analysis = {
    governed,
    checked,
    findings,
    ...(baseline && { measured: { baseline, drift: baseline.driftOf(checked) } }),
  };
  const related = await readRelatedFiles(findings, governed.root, parts);
  return governedFile(file, analysis, problems, { ...parts, related });
}

/** Undefined: no version has it. */
async function lost(
  file: FileText,
  measured: Measured,
  problems: readonly Problem[],
  { client, projects }: CheckerParts,
): Promise<FileCheck | undefined> {
  const located = measured.drift.length > 0 ? await projects.locate(file.path) : undefined;
  if (!located) return undefined;
  const { folder: root } = located;
  return lostFile(file, { measured, root, path: relativePath(root, file.path) }, problems, client);
}

/** Settings differ by folder at most: files that are not open share one answer of the client's. */
function settingsOf(file: FileText, { folders, settings }: CheckerParts): Promise<Settings> {
  const scope = file.version === null ? folders.of(file.path)?.uri : undefined;
  return settings.of(scope ?? file.uri);
}

function openFile(uri: string, { documents, folders }: CheckerParts): FileText {
  const document = documents.get(uri);
  const path = pathOfUri(uri) ?? '';
  const displayPath = path === '' ? uri : folders.displayPath(path);
  return { uri, path, displayPath, text: document?.text ?? '', version: document?.version ?? null };
}

/** Without text, and with the problem, when it cannot be read. */
async function diskFile(path: string, parts: CheckerParts): Promise<FileText> {
  const read = await parts.projects.read(path);
  const file = nameOf(path, parts);
  return 'problem' in read ? { ...file, text: '', problem: read.problem } : { ...file, text: read.text };
}

function nameOf(path: string, { folders }: CheckerParts): Omit<FileText, 'text'> {
  return { uri: uriOfPath(path), path, displayPath: folders.displayPath(path), version: null };
}

/** What the disk says of such a file, of one that is open. In UTF-16 code units instead of bytes. */
function tooLarge(): Problem {
  const message = `The text is longer than ${LARGEST_FILE / 1_000_000} million characters, so it is not checked: the editor would have to wait. Split the file.`;
  return { code: TOO_LARGE, severity: 'info', message, span: { start: 0, end: 0 } };
}

function toReport(file: FileText, analysis: Analysis, { packageFolder }: CheckerParts): DocumentReport {
  return {
    uri: file.uri,
    path: file.displayPath,
    report: complianceReport(analysis.checked, new Date()),
    rulePages: pagesOf(analysis.governed, packageFolder),
  };
}
