/** Reads, governs and checks each source, in order. */
import { complianceOf } from '../../shared/core/report/compliance.ts';
import { type CheckInput, checkText } from '../../shared/core/validation/check.ts';
import { readTextNow } from '../../shared/node/read-text.ts';
import type { Io } from '../io.ts';
import type { Governed, Located, Projects } from '../projects.ts';
import { manifestResult, manifestResults } from './manifest-results.ts';
import { environmentText, ownVariables } from './process-environment.ts';
import type { CheckedFile, FileResult } from './result.ts';
import type { Source } from './sources.ts';

interface Work {
  readonly located?: Located | undefined;
  readonly result?: FileResult;
}

/** Each manifest's own problems come before the first file that it governs. Files that are not ours are left out. */
export async function* checkInputs(
  sources: readonly Source[],
  projects: Projects,
  io: Io,
): AsyncGenerator<FileResult> {
  const seen = new Set<string>();
  const isNew = ({ path }: FileResult): boolean => !seen.has(path) && seen.add(path) !== undefined;
  for (const source of sources) {
    const work = await check(source, projects, io);
    if (work.located && !seen.has(work.located.folder)) {
      seen.add(work.located.folder);
      yield* (await manifestResults(work.located, io)).filter(isNew);
    }
    if (work.result && isNew(work.result)) yield work.result;
  }
}

async function check(source: Source, projects: Projects, io: Io): Promise<Work> {
  const located = await projects.locate(source.absolutePath);
  if (source.kind === 'folder') return { located };
  const text = readSource(source);
  if (typeof text !== 'string') return { located, result: text };
  const problems = source.isNamed ? await projects.manifestProblems(source.absolutePath, text) : [];
  if (problems.length > 0) return { result: manifestResult(source.path, text, problems, io) };
  const governed = source.isPathless
    ? await projects.governPathless(source.absolutePath, text)
    : await projects.govern(source.absolutePath, text, source.isNamed);
  return governed ? { located, result: checkSource(source, text, governed, io) } : { located };
}

function readSource(source: Source): string | FileResult {
  const { path, absolutePath, failure } = source;
  if (failure !== undefined) return { kind: 'unreadable', path, message: failure };
  if (source.text !== undefined) return source.text;
  const read = readTextNow(absolutePath);
  return 'text' in read ? read.text : { kind: 'unreadable', path, message: read.problem.message };
}

function checkSource(source: Source, text: string, governed: Governed, io: Io): CheckedFile {
  const isEnvironment = source.kind === 'environment';
  const now = io.now();
  const input = { path: governed.path, text, governance: governed.governance, now };
  const checked = checkText(isEnvironment ? asEnvironment(input, io) : input);
  const report = complianceOf(checked, now);
  return { kind: 'checked', path: source.path, hasLines: !isEnvironment, checked, report };
}

/** Read as it was written down, and only what is the project's. */
function asEnvironment(input: CheckInput, { environment }: Io): CheckInput {
  const { governance } = input;
  const own = governance.project ? ownVariables(environment, governance.project) : environment;
  return { ...input, text: environmentText(own), governance: { ...governance, dialects: ['bash'] } };
}
