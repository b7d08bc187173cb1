/** What can be done with versions: list, compare, show, make the first, name, deprecate. */
import { compareSides } from '../../core/drift/compare.ts';
import { maskedText } from '../../core/drift/masked-text.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { Version } from '../../core/ledger/version.ts';
import type { Preview } from '../../core/workflow/shown/request.ts';
import { showDifference } from '../../core/workflow/shown/show-difference.ts';
import { showVersion } from '../../core/workflow/shown/show-version.ts';
import type { Comparison, ShownVersion, Side } from '../../core/workflow/shown/version.ts';
import { comparedSides, findVersion, namedSides, readBase } from './contents.ts';
import { environmentFiles } from './environment-files.ts';
import { answered } from './outcome.ts';
import { type Draft, draftOfWorking, keep, sameBasis } from './proposals.ts';
import { perform } from './recording.ts';
import type { CoveredFile, Outcome, VersionService } from './service.ts';
import { type Opened, type Session, withLedger } from './session.ts';

type Versions = Omit<
  VersionService,
  'previewRollback' | 'rollback' | 'checkIntegrity' | 'textsOf' | 'recordDrift'
>;

export function createVersions(session: Session): Versions {
  return {
    versions: ({ environment, before, limit }) =>
      withLedger(session, async ({ state }) => {
        const all = versionsOf(state, environment).filter(({ number }) => before === null || number < before);
        const items = all.slice(0, limit).map(version => showVersion(state, version));
        return answered({ items, next: all.length > limit ? (items.at(-1)?.number ?? null) : null });
      }),
    changesOf: ({ environment, number }) =>
      withLedger(session, async opened => {
        const version = findVersion(opened.state, environment, number);
        if (!version.ok) return version;
        const before = await readBase(session, opened, environment, version.value.parent);
        if (!before.ok) return before;
        const after = await namedSides(session, opened, { kind: 'version', environment, number });
        if (!after.ok) return after;
        const { drift } = opened.state.policy;
        return answered(
          compareSides(before.value.sides, after.value, { drift }).differences.map(showDifference),
        );
      }),
    compare: sides => withLedger(session, opened => compare(session, opened, sides)),
    coveredText: file => withLedger(session, opened => coveredText(session, opened, file)),
    unversionedEnvironments: () =>
      withLedger(session, async ({ state }) => {
        const { folder, workspace, now } = session.surroundings;
        const { environments } = await environmentFiles(workspace(), folder, now());
        return answered([...environments.keys()].filter(name => !state.environments.has(name)));
      }),
    previewVersion: environment =>
      withLedger(session, opened => previewVersion(session, opened, environment)),
    createVersion: wish =>
      withLedger(session, async opened => {
        const draft = await draftOfWorking(session, opened, wish.environment);
        const seen = draft.ok ? sameBasis(draft.value, wish.basis) : draft;
        const kept = seen.ok ? await keep(opened, seen.value) : seen;
        if (!kept.ok) return kept;
        const { content, assessment, attachments } = kept.value;
        const { environment, message } = wish;
        const command = { command: 'createVersion', environment, message, content, assessment } as const;
        const recorded = await perform(session, opened, command, attachments);
        return recorded.ok ? shownAt(recorded.value.view.state, environment, 1) : recorded;
      }),
    tag: ({ environment, number, tag }) =>
      withLedger(session, async opened => {
        const command = { command: 'tag', environment, number, add: [tag], remove: [] } as const;
        const recorded = await perform(session, opened, command);
        return recorded.ok ? shownAt(recorded.value.view.state, environment, number) : recorded;
      }),
    deprecate: ({ environment, number, reason }) =>
      withLedger(session, async opened => {
        const command = { command: 'deprecate', environment, number, reason } as const;
        const recorded = await perform(session, opened, command);
        return recorded.ok ? shownAt(recorded.value.view.state, environment, number) : recorded;
      }),
  };
}

export function shownAt(state: LedgerState, environment: string, number: number): Outcome<ShownVersion> {
  const version = findVersion(state, environment, number);
  return version.ok ? answered(showVersion(state, version.value)) : version;
}

/** Newest first. */
function versionsOf(state: LedgerState, environment: string): Version[] {
  return [...state.versions.values()]
    .filter(version => version.environment === environment)
    .sort((a, b) => b.number - a.number);
}

async function coveredText(
  session: Session,
  opened: Opened,
  { side, path, beside }: CoveredFile,
): Promise<Outcome<string | undefined>> {
  if (!beside) {
    const alone = await namedSides(session, opened, side);
    const shown = alone.ok ? alone.value.find(({ file }) => file.path === path) : undefined;
    return alone.ok ? answered(shown && maskedText(shown)) : alone;
  }
  const sides = await comparedSides(session, opened, { left: beside.side, right: side });
  if (!sides.ok) return sides;
  const { left, right } = sides.value;
  const shown = right.find(({ file }) => file.path === path);
  const older = beside.isOlder ? left.find(({ file }) => file.path === beside.path) : undefined;
  return answered(shown && maskedText(shown, older));
}

async function compare(
  session: Session,
  opened: Opened,
  sides: { readonly left: Side; readonly right: Side },
): Promise<Outcome<Comparison>> {
  const read = await comparedSides(session, opened, sides);
  if (!read.ok) return read;
  const { left, right } = read.value;
  const { drift } = opened.state.policy;
  const by = environmentOf(opened, sides.left) === environmentOf(opened, sides.right) ? 'path' : 'field';
  const fingerprint = await session.fingerprint(opened);
  const found = compareSides(left, right, { drift, by, ...(fingerprint && { fingerprint }) });
  return answered({
    changes: found.differences.map(showDifference),
    unknown: [...new Set(found.unknown.map(({ field }) => field))],
    files: found.files.map(({ change, ...named }) => ({
      ...named,
      change: change === 'respelled' || change === 'unknown' ? 'changed' : change,
    })),
  });
}

function environmentOf({ state }: Opened, side: Side): string | undefined {
  if (side.kind !== 'request') return side.environment;
  const subject = state.requests.get(side.id)?.subject;
  return subject?.kind === 'policy' ? undefined : subject?.environment;
}

async function previewVersion(
  session: Session,
  opened: Opened,
  environment: string,
): Promise<Outcome<Preview>> {
  const draft = await draftOfWorking(session, opened, environment);
  if (!draft.ok) return draft;
  const { base } = draft.value;
  const obstacle =
    base === null
      ? null
      : `${environment} has versions already (v${base} is active). Ask for a change by a request.`;
  const obstacleCode = base === null ? null : 'duplicate';
  return answered({ ...previewOf(draft.value), requirements: null, obstacle, obstacleCode });
}

/** What every preview has. */
export function previewOf(draft: Draft): Omit<Preview, 'requirements' | 'obstacle' | 'obstacleCode'> {
  const { environment, base, shown, texts, captured, assessment, basis, uncertain } = draft;
  const notes = [
    ...(assessment.isCompliant ? [] : [BROKEN]),
    ...(uncertain.length === 0 ? [] : [`${uncertain.join(', ')}: ${UNCERTAIN}`]),
  ];
  return {
    environment,
    base,
    changes: shown,
    texts,
    files: captured.files.map(({ path }) => path),
    assessment,
    basis,
    notes,
  };
}

const UNCERTAIN =
  'the key of fingerprints has changed since the active version, so only who reads secrets can tell whether these are the same. They count as changed, for everybody alike, until the next version is made.';
const BROKEN =
  'It breaks the schema, or a rule of severity error or above. What makes a compliant environment break them cannot be applied without a waiver.';
