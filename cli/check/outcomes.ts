/** Checks sources one after the other and says of each what the report says, which is all that is kept of it. */
import type { Io } from '../io.ts';
import type { Projects } from '../projects.ts';
import { checkInputs } from './check-inputs.ts';
import { type FileOutcome, type FileResult, factsOf, type Reporter, type UnreadableFile } from './result.ts';
import type { Source } from './sources.ts';

export type Outcome = FileOutcome | UnreadableFile;

export interface Checking {
  readonly projects: Projects;
  readonly reporter: Reporter;
  readonly io: Io;
}

export async function* checkHere(
  sources: readonly Source[],
  { projects, reporter, io }: Checking,
): AsyncGenerator<Outcome> {
  for await (const result of checkInputs(sources, projects, io)) yield outcomeOf(result, reporter);
}

function outcomeOf(result: FileResult, reporter: Reporter): Outcome {
  if (result.kind === 'unreadable') return result;
  return { kind: 'outcome', path: result.path, facts: factsOf(result), said: reporter.describe(result) };
}
