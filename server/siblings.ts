/** The other environments' files: what the same project governs beside a document, checked, and kept until it changes. */
import path from 'node:path';
import type { Checked } from '../shared/core/validation/check.ts';
import { readStamp, type Stamp } from '../shared/node/stamp.ts';
import type { Checker } from './checker.ts';
import type { OpenDocuments } from './documents.ts';
import type { Analysis, FileCheck } from './file-check.ts';
import type { Log } from './log.ts';
import type { Projects } from './projects.ts';
import type { Validation } from './validation.ts';

/** Files that are looked at for one document: the nearest ones. */
const MOST_SIBLINGS = 24;
/** Files below one manifest whose names are looked at. */
const MOST_FILES = 5000;
/** Checked files that are kept. */
const MOST_KEPT = 64;
/** Milliseconds for which a list of files holds where nobody says that files come or go. */
const LIST_LIFETIME = 2000;

export interface Siblings {
  /** Nearest first. What is not known after `patience` milliseconds is left out, and is there the next time. */
  of(check: Pick<FileCheck, 'path' | 'analysis'>, patience: number): Promise<readonly Checked[]>;
  /** Every configuration file below a folder, absolute; kept, too. */
  filesBelow(folder: string): Promise<readonly string[]>;
  /** Files have come or gone. */
  outdate(): void;
}

export interface SiblingsParts {
  readonly checker: Checker;
  readonly documents: OpenDocuments;
  readonly log: Log;
  readonly projects: Projects;
  readonly validation: Validation;
  /** Whether the client says when files come and go. */
  readonly watched: boolean;
}

interface Kept {
  readonly stamp: Stamp;
  readonly analysis: Analysis | undefined;
}

export function createSiblings(parts: SiblingsParts): Siblings {
  const lists = new Map<string, Promise<readonly string[]>>();
  const kept = new Map<string, Kept>();

  const filesBelow = (folder: string): Promise<readonly string[]> => {
    const known = lists.get(folder);
    if (known) return known;
    const list = listFiles(folder, parts.projects);
    lists.set(folder, list);
    const drop = (): void => void (lists.get(folder) === list && lists.delete(folder));
    list.then(() => !parts.watched && setTimeout(drop, LIST_LIFETIME).unref(), drop);
    return list;
  };

  const collect = async (
    check: Pick<FileCheck, 'path'>,
    own: Analysis,
    found: Map<string, Checked>,
  ): Promise<void> => {
    const files = await filesBelow(own.governed.root);
    const near = nearestFirst(files, check.path).slice(0, MOST_SIBLINGS);
    await Promise.all(
      near.map(async file => {
        const analysis = await analysisOf(file, own, kept, parts);
        if (analysis && isSibling(analysis, own)) found.set(file, analysis.checked);
      }),
    );
  };

  return {
    filesBelow,
    outdate: () => lists.clear(),
    of: async (check, patience) => {
      const { analysis } = check;
      if (!analysis) return [];
      const found = new Map<string, Checked>();
      const work = collect(check, analysis, found).catch(error =>
        parts.log.fault('the look at other environments', error),
      );
      await within(patience, work);
      return nearestFirst([...found.keys()], check.path).flatMap(file => found.get(file) ?? []);
    },
  };
}

/** An open document counts as the editor has it; a file that has not changed since it was read is not read again. */
async function analysisOf(
  file: string,
  own: Analysis,
  kept: Map<string, Kept>,
  { checker, documents, validation }: SiblingsParts,
): Promise<Analysis | undefined> {
  const uri = documents.uriAt(file);
  if (uri !== undefined) return (await validation.current(uri))?.analysis;
  const stamp = await readStamp(file);
  if (stamp === undefined) return undefined;
  const known = kept.get(file);
  if (known?.stamp === stamp && isSibling(known.analysis, own)) return known.analysis;
  const analysis = await checker.analyse(file);
  kept.delete(file);
  kept.set(file, { stamp, analysis });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return analysis;
}

/** A project that was loaded anew is another one. */
function isSibling(analysis: Analysis | undefined, own: Analysis): boolean {
  return analysis?.governed.governance.project === own.governed.governance.project;
}

/** Without the file itself: those of its folder, then those that share most of its path. */
function nearestFirst(files: readonly string[], own: string): string[] {
  const steps = (file: string): number =>
    path.relative(path.dirname(own), file).split(path.sep).length +
    (/\.(local|example)$/.test(file) ? 0.5 : 0);
  return files
    .filter(file => file !== own)
    .map(file => ({ file, distance: steps(file) }))
    .sort((a, b) => a.distance - b.distance || (a.file < b.file ? -1 : 1))
    .map(({ file }) => file);
}

async function listFiles(folder: string, projects: Projects): Promise<readonly string[]> {
  const stop = new AbortController();
  const files: string[] = [];
  for await (const file of projects.files(stop.signal, folder)) {
    if (files.push(file) >= MOST_FILES) stop.abort();
    if (stop.signal.aborted) break;
  }
  return files;
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>(resolve => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, end]);
  clearTimeout(timer);
}
