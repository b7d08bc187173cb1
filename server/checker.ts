/** Checks one file, open or on disk: finds its text, its settings and what governs it, and hands them to the core. */
import { complianceReport } from '../shared/core/report/compliance.ts';
import { checkText } from '../shared/core/validation/check.ts';
import { readTextFile } from '../shared/node/text-file.ts';
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
  tooLargeFile,
} from './file-check.ts';
import type { Folders } from './folders.ts';
import { pagesOf } from './pages.ts';
import type { Projects } from './projects.ts';
import { readRelatedFiles } from './related-files.ts';
import type { SettingsStore } from './settings.ts';

/** Bytes on disk, UTF-16 code units in the editor. What is longer is refused: it would keep the editor waiting. */
export const LONGEST_TEXT = 10_000_000;

export interface CheckerParts {
  readonly client: Client;
  readonly documents: OpenDocuments;
  readonly folders: Folders;
  readonly settings: SettingsStore;
  readonly projects: Projects;
  /** Absolute folder of the installed package. */
  readonly packageFolder: string;
}

export interface Checker {
  /** The newest text of an open document. Its `analysis` is kept. */
  open(uri: string): Promise<FileCheck>;
  /** A file that is not open. Undefined when it cannot be read. */
  disk(path: string): Promise<FileCheck | undefined>;
  /** Null when no profile governs the file, or it cannot be read. */
  report(uri: string): Promise<DocumentReport | null>;
}

export function createChecker(parts: CheckerParts): Checker {
  return {
    open: async uri => {
      const file = openFile(uri, parts);
      return file.path === '' ? foreignFile(file) : checkFile(file, parts);
    },
    disk: async path => {
      const file = await diskFile(path, parts);
      if (!file) return undefined;
      const { analysis: _, ...check } = await checkFile(file, parts);
      return check;
    },
    report: async uri => {
      const path = pathOfUri(uri);
      const file = parts.documents.get(uri) ? openFile(uri, parts) : path && (await diskFile(path, parts));
      const analysis = file ? (await checkFile(file, parts)).analysis : undefined;
      return file && analysis?.governed.governance.project ? toReport(file, analysis, parts) : null;
    },
  };
}

async function checkFile(file: FileText, parts: CheckerParts): Promise<FileCheck> {
  const settings = await settingsOf(file, parts);
  if (!settings.enable) return foreignFile(file);
  if (file.text === undefined || file.text.length > LONGEST_TEXT) return tooLargeFile(file, LONGEST_TEXT);
  const { text } = file;
  const [governed, problems] = await Promise.all([
    parts.projects.governanceOf(file.path, text, settings),
    parts.projects.problemsOf(file.path, text),
  ]);
  if (!governed) return foreignFile(file, problems);
  const { governance, path } = governed;
  const checked = checkText({ path, text, governance, now: new Date() });
  const findings = settings.portability.enable
    ? checked.findings
    : checked.findings.filter(({ kind }) => kind !== 'portability');
  const analysis: Analysis = { governed, checked, findings };
  const related = await readRelatedFiles(findings, governed.root, parts.documents);
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

async function diskFile(path: string, { folders }: CheckerParts): Promise<FileText | undefined> {
  const file = await readTextFile(path, LONGEST_TEXT);
  if (!file) return undefined;
  return {
    uri: uriOfPath(path),
    path,
    displayPath: folders.displayPath(path),
    text: file.text,
    version: null,
  };
}

function toReport(file: FileText, analysis: Analysis, { packageFolder }: CheckerParts): DocumentReport {
  return {
    uri: file.uri,
    path: file.displayPath,
    report: complianceReport(analysis.checked, new Date()),
    rulePages: pagesOf(analysis.governed, packageFolder),
  };
}
