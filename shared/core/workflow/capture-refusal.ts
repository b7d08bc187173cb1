/** Why an environment's files cannot be kept as they are. */
import { relationsBetween } from '../drift/relations.ts';
import { readStored, type Side } from '../drift/side.ts';
import { cutsIn } from '../drift/written.ts';
import { MOST_FILES } from '../ledger/content.ts';
import { CUT_FILE } from '../ledger/cut.ts';
import type { Checked } from '../validation/check.ts';
import type { Project } from '../validation/project.ts';
import { sourcesWithErrors } from '../validation/project-findings.ts';
import { faultyRules } from './faulty-rules.ts';
import { ruleSetDigest } from './rule-set.ts';

export interface CaptureRefusal {
  readonly code: /** There is none. */
    | 'no-files'
    /** More than a content may have, or two of one path. */
    | 'files'
    /** A file cannot be read. */
    | 'unreadable'
    /** No project governs a file, or not the same one as the others. */
    | 'ungoverned'
    /** The manifest or profile has errors, so that nobody can tell whether the files are what they have to be. */
    | 'rules'
    /** A file cannot be read as it is written, so nobody could say which fields a change of it changes. */
    | 'syntax'
    /** A file is longer, or has more secrets, than a version keeps; or its path is no name that every system can have. */
    | 'limit'
    /** A secret's value stands in the name of a field too, which would be cut with it. */
    | 'secret-in-name'
    /** Without a secret, what stands around it would be read in another way. */
    | 'unclear-secret';
  /** What, why, what to do. */
  readonly message: string;
  /** Absent: it is about all of them. */
  readonly path?: string;
}

export function objectionTo(
  sides: readonly Side[],
  unread: readonly { readonly path: string; readonly reason: string }[],
  now: Date,
): CaptureRefusal[] {
  const refusals = unread.map(({ path, reason }): CaptureRefusal => {
    return { code: 'unreadable', path, message: `${path} cannot be read: ${reason}` };
  });
  if (sides.length === 0 && refusals.length === 0) {
    const message = 'No file belongs to this environment. Say in the manifest, under files, which ones do.';
    refusals.push({ code: 'no-files', message });
  }
  const paths = new Set(sides.map(({ file }) => file.path));
  if (sides.length > MOST_FILES || paths.size < sides.length) {
    const message = `An environment has at most ${MOST_FILES} files, each of a path of its own.`;
    refusals.push({ code: 'files', message });
  }
  const project = sides[0]?.checked.governance.project;
  const [faulty] = project ? sourcesWithErrors(project) : [];
  if (faulty !== undefined) refusals.push({ code: 'rules', message: faultyRules(faulty) });
  for (const side of sides) {
    const objection = objectionToFile(side, project, now);
    if (objection) refusals.push({ ...objection, path: side.file.path });
  }
  return refusals;
}

/** It may have been loaded anew in between. */
function isSameRuleSet(a: Project, b: Project): boolean {
  return a === b || ruleSetDigest(a) === ruleSetDigest(b);
}

type Objection = Pick<CaptureRefusal, 'code' | 'message'>;

function objectionToFile(side: Side, project: Project | undefined, now: Date): Objection | undefined {
  const { path, governance } = side.checked;
  if (!governance.project || !project || !isSameRuleSet(governance.project, project)) {
    const message = `${path} is not governed by the manifest of the others, so there are no rules to keep it by.`;
    return { code: 'ungoverned', message };
  }
  const problem = CUT_FILE(side.file, path);
  return (
    objectionToSyntax(side.checked) ??
    (problem === undefined
      ? undefined
      : { code: 'limit', message: `${problem}. Split or rename the file.` }) ??
    objectionToName(side) ??
    objectionToStored(side, now)
  );
}

/** Of a file with a syntax error, or a command in it, nobody can tell what it sets. */
export function objectionToSyntax({ path, findings, document }: Checked): Objection | undefined {
  const error = findings.find(
    ({ kind, severity }) => kind === 'syntax' && (severity === 'error' || severity === 'critical'),
  );
  if (!error) return undefined;
  const line = document.lines.positionAt(error.span.start).line + 1;
  return {
    code: 'syntax',
    message: `${path} cannot be read as it is written (line ${line}). ${error.message}`,
  };
}

function objectionToName(side: Side): Objection | undefined {
  const { path, document, units } = side.checked;
  const named = units
    .flatMap(({ settings }) => settings)
    .find(({ keySpan, isPart }) => !isPart && cutsIn(keySpan, side).length > 0);
  if (!named) return undefined;
  const line = document.lines.positionAt(named.keySpan.start).line + 1;
  const message =
    `In line ${line} of ${path} the name of a field holds the value of a secret, and would be cut out with it. ` +
    'Give the secret another value.';
  return { code: 'secret-in-name', message };
}

/** Whoever reads it without its secrets has to find the same fields. */
function objectionToStored(side: Side, now: Date): Objection | undefined {
  const { path, governance, document } = side.checked;
  const stored = readStored(side.file, { governance, now });
  const lost = relationsBetween([stored], [side]).find(({ kind }) => kind !== 'same');
  if (!lost) return undefined;
  const { keySpan } = lost.after ?? { keySpan: { start: 0 } };
  const line = document.lines.positionAt(keySpan.start).line + 1;
  const message =
    `In line ${line} of ${path} it cannot be told where a secret begins and ends once it is cut out. ` +
    'Put the whole value in quotes, and comments on lines of their own.';
  return { code: 'unclear-secret', message };
}
