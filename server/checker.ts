/** Checks one file, open or on disk: finds its text, its settings and what governs it, and hands them to the core. */
import type { Problem } from '../shared/core/document/document.ts';
import { complianceReport } from '../shared/core/report/compliance.ts';
import type { Change } from '../shared/core/text/change.ts';
import { type Checked, checkText } from '../shared/core/validation/check.ts';
import { LARGEST_FILE } from '../shared/node/read-text.ts';
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
  refusedFile,
  TOO_LARGE,
} from './file-check.ts';
import type { Folders } from './folders.ts';
import type { Baselines } from './ledger/baselines.ts';
import { pagesOf } from './pages.ts';
import type { Projects } from './projects.ts';
import { readRelatedFiles } from './related-files.ts';
import type { SettingsStore } from './settings.ts';

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
  /** A file that is not open. */
  disk(path: string): Promise<FileCheck>;
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
      return checkFile(file, parts, checked && { checked, change });
    },
    disk: async path => {
      const file = await diskFile(path, parts);
      const { analysis: _, ...check } = await checkFile(file, parts);
      return check;
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

/** The check of an older text, and what has changed since, when that is known. */
interface Earlier {
  readonly checked: Checked;
  readonly change: Change | undefined;
}

async function checkFile(file: FileText, parts: CheckerParts, earlier?: Earlier): Promise<FileCheck> {
  const settings = await settingsOf(file, parts);
  if (!settings.enable) return foreignFile(file);
  if (file.problem) return refusedFile(file, file.problem);
  if (file.text.length > LARGEST_FILE) return refusedFile(file, tooLarge());
  const { text } = file;
  const [governed, problems] = await Promise.all([
    parts.projects.governanceOf(file.path, text, settings),
    parts.projects.problemsOf(file.path, text),
  ]);
  if (!governed) return foreignFile(file, problems);
  const { governance, path } = governed;
  const previous = earlier && { previous: earlier.checked, change: earlier.change };
  const checked = checkText({ path, text, governance, now: new Date(), ...previous });
  const findings = settings.portability.enable
    ? checked.findings
    : checked.findings.filter(({ kind }) => kind !== 'portability');
  const baseline = parts.baselines.of(file.path, governed);
  const analysis: Analysis = {
    governed,
    checked,
    findings,
    ...(baseline && { measured: { baseline, drift: baseline.driftOf(checked) } }),
  };
  const related = await readRelatedFiles(findings, governed.root, parts);
  return governedFile(file, analysis, problems, { ...parts, related });
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
  return { uri, path, displayPath, text: document?.getText() ?? '', version: document?.version ?? null };
}

/** Without text, and with the problem, when it cannot be read. */
async function diskFile(path: string, { folders, projects }: CheckerParts): Promise<FileText> {
  const read = await projects.read(path);
  const file = { uri: uriOfPath(path), path, displayPath: folders.displayPath(path), version: null };
  return 'problem' in read ? { ...file, text: '', problem: read.problem } : { ...file, text: read.text };
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
