/** The other environments' files: what the same project governs beside a document, checked, and kept until it changes. */
import path from 'node:path';
import type { Checked } from '../shared/core/validation/check.ts';
import type { Project } from '../shared/core/validation/project.ts';
import { readStamp } from '../shared/node/stamp.ts';
import type { Checker } from './checker.ts';
import type { OpenDocuments } from './documents.ts';
import type { Analysis } from './file-check.ts';
import { createKept, type KeptAnalyses } from './kept-analyses.ts';
import type { Log } from './log.ts';
import type { Projects } from './projects.ts';
import type { Validation } from './validation.ts';

/** Files that are looked at while somebody types or points: the nearest ones. */
const MOST_NEAR = 24;
/** Files that are looked at for an answer that is only right if it knows them all. */
const MOST_FILES = 2000;
/** Files below one manifest whose names are looked at. */
const MOST_NAMES = 20_000;
/** Files that are read at once. */
const AT_ONCE = 16;
/** Milliseconds for which a list of files holds where nobody says that files come or go. */
const LIST_LIFETIME = 2000;

export interface Siblings {
  /** Nearest first. What is not known after `patience` milliseconds is left out, and is there the next time. */
  near(around: Around, patience: number): Promise<readonly Checked[]>;
  /** Every file that the same project governs, nearest first. */
  all(around: Around, patience: number): Promise<AllSiblings>;
  /** Every configuration file below a folder, absolute; kept, too. */
  filesBelow(folder: string): Promise<readonly string[]>;
  /** Files have come or gone. */
  outdate(): void;
}

/** A file, which is left out, and the project that governs those that are looked for: none, where no project does. */
export interface Around {
  /** Absolute. */
  readonly path: string;
  /** Absolute folder of the manifest, or the one that is looked through without. */
  readonly root: string;
  readonly project: Project | undefined;
}

export function around(path: string, { governed }: Analysis): Around {
  return { path, root: governed.root, project: governed.governance.project };
}

export interface AllSiblings {
  readonly files: readonly Checked[];
  /** Why some may be left out: a sentence; absent when none is. */
  readonly shortfall?: string;
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

export function createSiblings(parts: SiblingsParts): Siblings {
  const lists = new Map<string, Promise<FileList>>();
  const kept = createKept();

  const listBelow = (folder: string): Promise<FileList> => {
    const known = lists.get(folder);
    if (known) return known;
    const list = listFiles(folder, parts.projects);
    lists.set(folder, list);
    const drop = (): void => void (lists.get(folder) === list && lists.delete(folder));
    list.then(() => !parts.watched && setTimeout(drop, LIST_LIFETIME).unref(), drop);
    return list;
  };

  /** What is found until the time is up is in `found`, whatever becomes of the rest. */
  const collect = async (asked: Around, most: number, look: Look): Promise<boolean> => {
    const { files, isWhole } = await listBelow(asked.root);
    const near = nearestFirst(files, asked.path);
    const waiting = near.slice(0, most);
    const next = async (): Promise<void> => {
      for (let file = waiting.shift(); file !== undefined && !look.isOver; file = waiting.shift()) {
        const analysis = await analysisOf(file, asked.project, kept, parts);
        if (analysis && analysis.governed.governance.project === asked.project)
          look.found.set(file, analysis.checked);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return isWhole && near.length <= most;
  };

  const search = async (asked: Around, most: number, patience: number): Promise<Searched> => {
    const look: Look = { found: new Map(), isOver: false };
    const work = collect(asked, most, look).catch(error => {
      parts.log.fault('the look at other environments', error);
      return false;
    });
    const isWhole = await within(patience, work);
    look.isOver = true;
    const files = nearestFirst([...look.found.keys()], asked.path).flatMap(
      file => look.found.get(file) ?? [],
    );
    return { files, end: isWhole === undefined ? 'late' : isWhole ? 'all' : 'many' };
  };

  return {
    filesBelow: async folder => (await listBelow(folder)).files,
    outdate: () => lists.clear(),
    near: async (asked, patience) => (await search(asked, MOST_NEAR, patience)).files,
    all: async (asked, patience) => {
      const { files, end } = await search(asked, MOST_FILES, patience);
      return { files, ...(end !== 'all' && { shortfall: SHORTFALLS[end] }) };
    },
  };
}

interface Look {
  readonly found: Map<string, Checked>;
  isOver: boolean;
}

interface Searched {
  readonly files: readonly Checked[];
  readonly end: 'all' | 'many' | 'late';
}

const SHORTFALLS = {
  many: `There are more than ${MOST_FILES} files in this project: only those nearest to this one are looked at.`,
  late: 'Reading the other files took too long: some are left out. Try again.',
};

/** An open document counts as the editor has it; a file that has not changed since it was read is not read again. */
async function analysisOf(
  file: string,
  askedFor: Project | undefined,
  kept: KeptAnalyses,
  { checker, documents, validation }: SiblingsParts,
): Promise<Analysis | undefined> {
  const uri = documents.uriAt(file);
  if (uri !== undefined) return (await validation.current(uri))?.analysis;
  const stamp = await readStamp(file);
  if (stamp === undefined) return undefined;
  const known = kept.find(file, stamp, askedFor);
  if (known) return known.analysis;
  const analysis = await checker.analyse(file);
  kept.add(file, { stamp, analysis, askedFor });
  return analysis;
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

interface FileList {
  readonly files: readonly string[];
  /** Otherwise there are more names than are looked at. */
  readonly isWhole: boolean;
}

async function listFiles(folder: string, projects: Projects): Promise<FileList> {
  const stop = new AbortController();
  const files: string[] = [];
  for await (const file of projects.files(stop.signal, folder)) {
    if (files.length >= MOST_NAMES) stop.abort();
    if (stop.signal.aborted) break;
    files.push(file);
  }
  return { files, isWhole: !stop.signal.aborted };
}

/** Undefined when the work takes longer. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  const done = await Promise.race([work, end]);
  clearTimeout(timer);
  return done;
}
