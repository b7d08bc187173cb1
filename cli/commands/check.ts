/** `secure-config check`: what is wrong in configuration files, and how compliant they are. */
import { type Arguments, wrongUse } from '../arguments.ts';
import { driftOfFolder, driftText } from '../check/drift.ts';
import { type Checking, checkHere, type Outcome } from '../check/outcomes.ts';
import { createProgress } from '../check/progress.ts';
import { createReporter, reportsFileByFile } from '../check/reporters.ts';
import { SEVERITIES, type Summary } from '../check/result.ts';
import { collectSources, type Source } from '../check/sources.ts';
import { createSummary } from '../check/summary.ts';
import { checkInThreads, type ThreadData, threadsFor } from '../check/threads.ts';
import { type Command, CommandFailure, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { openProjects, type Projects } from '../projects.ts';
import { visibleText } from '../text/width.ts';

export const command: Command = {
  name: 'check',
  summary: 'say what is wrong in configuration files, and how compliant they are',
  positionals: '[path…]',
  description:
    'Checks files and folders (the current folder unless said otherwise; - is standard input). In folders, the files ' +
    'that the nearest secure-config.yaml governs, and every .env file. Files are read as the programs that use them ' +
    'read them, and nothing in them is executed. Secrets are never printed.',
  options: {
    format: { type: 'string', choices: ['text', 'json', 'sarif'], default: 'text', help: 'how to report' },
    environment: {
      type: 'string',
      value: 'NAME',
      help: 'check for this environment, whatever the files say',
    },
    profile: {
      type: 'string',
      value: 'NAME|PATH',
      help: 'check against this profile instead of the manifest’s',
    },
    'fail-on': {
      type: 'string',
      choices: ['critical', 'error', 'warning', 'info', 'never'],
      default: 'error',
      value: 'SEVERITY',
      help: 'exit with 1 for a finding of this severity or above: critical, error, warning, info, or never',
    },
    'fail-on-drift': {
      type: 'boolean',
      help: 'exit with 1 when the folder’s files are not as they were approved; needs its ledger on this machine',
    },
    'min-score': { type: 'string', value: 'N', help: 'exit with 1 when a file scores below this (0 to 100)' },
    'process-env': { type: 'boolean', help: 'check the environment variables of this process too' },
    'stdin-path': {
      type: 'string',
      value: 'PATH',
      help: 'what file standard input stands for: decides how it is read',
    },
    quiet: { type: 'boolean', short: 'q', help: 'only errors, no lines per file, no summary' },
  },
  examples: [
    ['check', 'everything in the current folder'],
    ['check --fail-on-drift', 'fail, too, when something is not as it was approved'],
    ['check .env.production --min-score 90', 'one file, and fail below a score of 90'],
    ['check --format sarif > findings.sarif', 'for a code-scanning service'],
    ['check --process-env --environment production', 'what this process was started with'],
    ['check - --stdin-path .env.staging < candidate', 'a file that is not there yet'],
  ],
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const minimum = readScore(given);
  const choices = { profile: given.text('profile'), environment: given.text('environment') };
  const projects = openProjects(io, choices);
  await projects.ready();
  const sources = await collectSources(given, projects, io);
  const files = sources.filter(({ kind }) => kind !== 'folder').length;
  const progress = createProgress(io, files);
  const report = { format: given.text('format'), quiet: given.flag('quiet') === true };
  const reporter = createReporter(report, { ...io, out: text => progress.around(() => io.out(text)) });
  const summary = createSummary();
  reporter.begin?.();
  for await (const outcome of outcomesOf(sources, { projects, reporter, io }, { report, choices })) {
    if (io.signal.aborted) break;
    summary.add(outcome);
    if (outcome.kind === 'outcome') reporter.file(outcome);
    progress.advance(outcome.path);
  }
  progress.end();
  const total = summary.read();
  reporter.end(total);
  if (io.signal.aborted) io.err(`Interrupted after ${total.files} of ${files} files.\n`);
  const code = exitCode(total, given.text('fail-on') ?? 'error', minimum, io);
  return code === 3 || io.signal.aborted ? code : withDrift(code, projects, given, io);
}

/** Of the folder as a whole: a check of single files, or for programs that read it, looks at the ledger only when asked. */
async function withDrift(code: ExitCode, projects: Projects, given: Arguments, io: Io): Promise<ExitCode> {
  const isWanted = given.flag('fail-on-drift') === true;
  const isText = given.text('format') === 'text' && given.flag('quiet') !== true;
  if (!isWanted && !(isText && given.positionals.length === 0)) return code;
  const drift = await driftOfFolder(projects, io);
  if (!drift?.ok) {
    if (isWanted) throw new CommandFailure(drift?.message ?? NO_LEDGER, 3);
    return code; // what is approved is not known here
  }
  (isText ? io.out : io.err)(driftText(drift.value, io));
  return isWanted && drift.value.length > 0 ? 1 : code;
}

const NO_LEDGER =
  'The manifest here names no ledger, so nothing was approved: --fail-on-drift has nothing to go by.';

/** Sources from which on a hint to the engine is worth its milliseconds. */
const MANY = 200;

/** Each file once: a manifest's own problems are found wherever its files are checked. */
async function* outcomesOf(
  sources: readonly Source[],
  checking: Checking,
  options: Pick<ThreadData, 'report' | 'choices'>,
): AsyncGenerator<Outcome> {
  const count = reportsFileByFile(options.report) ? threadsFor(sources.length) : 0;
  const { isColoured, columns } = checking.io;
  const threads = { count, data: { ...options, look: { isColoured, columns } } };
  const seen = new Set<string>();
  const lives = sources.length > MANY ? await import('../../shared/node/short-lives.ts') : undefined;
  lives?.expectShortLives();
  try {
    const all = count > 0 ? checkInThreads(sources, threads, checking) : checkHere(sources, checking);
    for await (const outcome of all) {
      if (seen.has(outcome.path)) continue;
      seen.add(outcome.path);
      yield outcome;
    }
  } finally {
    lives?.expectAnyLives();
  }
}

function readScore(given: Arguments): number | undefined {
  const text = given.text('min-score');
  if (text === undefined) return undefined;
  const score = Number(text);
  if (text.trim() !== '' && score >= 0 && score <= 100) return score;
  throw wrongUse(command, `--min-score is a number from 0 to 100; '${text}' is not.`);
}

function exitCode(total: Summary, failOn: string, minimum: number | undefined, io: Io): ExitCode {
  for (const { path, message } of total.unreadable) io.err(`${visibleText(path)}: ${message}\n`);
  if (total.unreadable.length > 0) return 3;
  if (minimum !== undefined && (total.lowestScore ?? 100) < minimum) {
    io.err(`The lowest score is ${total.lowestScore}, below the --min-score of ${minimum}.\n`);
    return 1;
  }
  const failing = SEVERITIES.findIndex(severity => `${severity}` === failOn);
  const counted = SEVERITIES.slice(0, failing + 1);
  return counted.some(severity => total.findings[severity] > 0) ? 1 : 0;
}
