/** Keeps, of each environment, the version that its files are measured against: read once, for all of them. */
import path from 'node:path';
import { activeVersionOf, type LedgerState } from '../../core/ledger/state.ts';
import type { Version } from '../../core/ledger/version.ts';
import type { Checked } from '../../core/validation/check.ts';
import { objectionToSyntax } from '../../core/workflow/capture-refusal.ts';
import { showVersion } from '../../core/workflow/shown/show-version.ts';
import type { ShownDrift } from '../../core/workflow/shown/version.ts';
import { relativePath } from '../relative-path.ts';
import { type Approved, measureAgainst, readApproved } from './baseline.ts';
import { workingFiles } from './contents.ts';
import { answered, refusal } from './outcome.ts';
import type { Baseline, MeasuredDrift, Outcome, WorkflowService } from './service.ts';
import { type Opened, type Session, withLedger } from './session.ts';

type Baselines = Pick<WorkflowService, 'baselineOf' | 'activeVersions' | 'driftOf'>;

interface Kept {
  /** What the reading depends on: the same parts, the same outcome. */
  readonly by: readonly unknown[];
  readonly approved: Promise<Outcome<Approved>>;
  /** By path and membership. */
  readonly baselines: Map<string, Baseline>;
}

export function createBaselines(session: Session): Baselines {
  const environments = new Map<string, Kept>();
  let opening: ReturnType<Session['openIfThere']> | undefined;
  /** Many files are asked for at once: one look at the ledger does for all of them. */
  const open = (): ReturnType<Session['openIfThere']> => {
    opening ??= session.openIfThere().finally(() => {
      opening = undefined;
    });
    return opening;
  };
  const keptOf = async (opened: Opened, version: Version): Promise<Kept> => {
    const { environment, number } = version;
    const fingerprint = await session.fingerprint(opened);
    const by = [number, opened.state.policy.version, opened.project, fingerprint];
    const known = environments.get(environment);
    if (known?.by.every((part, index) => part === by[index])) return known;
    const kept = { by, approved: readApproved(session, opened, version), baselines: new Map() };
    environments.set(environment, kept);
    return kept;
  };

  return {
    baselineOf: async absolutePath => {
      const opened = await open();
      if (!opened.ok || !opened.value) return opened.ok ? answered(undefined) : opened;
      const relative = relativePath(session.surroundings.folder, absolutePath);
      const own = await ownVersion(session, opened.value.state, absolutePath);
      const version = own ?? versionWith(relative, opened.value.state);
      if (!version) return answered(undefined);
      const { approved, baselines } = await keptOf(opened.value, version);
      const read = await approved;
      if (!read.ok) {
        environments.delete(version.environment); // what could not be read may be there the next time
        return read;
      }
      const key = JSON.stringify([relative, own !== undefined]);
      const baseline = baselines.get(key) ?? measureAgainst(read.value, relative, own !== undefined);
      baselines.set(key, baseline);
      return answered(baseline);
    },
    driftOf: environment =>
      withLedger(session, async opened => {
        const version = activeVersionOf(opened.state, environment);
        if (!version)
          return refusal('unknown-version', `${environment} has no version to have drifted from.`);
        const read = await readApproved(session, opened, version);
        return read.ok ? answered(await driftFrom(read.value)) : read;
      }),
    activeVersions: async () => {
      const opened = await open();
      if (!opened.ok || !opened.value) return opened.ok ? answered([]) : opened;
      const { state } = opened.value;
      return answered(activeVersions(state).map(version => showVersion(state, version)));
    },
  };
}

async function driftFrom(approved: Approved): Promise<ShownDrift[]> {
  const { session, version } = approved;
  const { folder, workspace } = session.surroundings;
  const { files } = await workingFiles(session, version.environment);
  const found = files.flatMap(checked => {
    const { path: file } = checked;
    const drift = measureAgainst(approved, file, true).driftOf(checked);
    return [...unreadable(checked), ...drift.map(each => showDrift(file, each))];
  });
  const here = new Set(files.map(checked => checked.path));
  for (const { path: file } of version.content.files) {
    if (here.has(file)) continue;
    const read = await workspace().read(path.join(folder, file));
    const lost = measureAgainst(approved, file, false).driftOfLost('text' in read);
    found.push(...lost.map(drift => showDrift(file, drift)));
  }
  return found;
}

/** What cannot be read may change anything. No version has such a file: it could not be kept. */
function unreadable(checked: Checked): ShownDrift[] {
  const objection = objectionToSyntax(checked);
  if (!objection) return [];
  const message = `${objection.message} Until then nobody can tell what differs from the approved version.`;
  return [{ path: checked.path, code: 'drift/unreadable', severity: 'error', field: null, message }];
}

function showDrift(file: string, { finding, field }: MeasuredDrift): ShownDrift {
  const { code, severity, message } = finding;
  return { path: file, code, severity, field: field?.path ?? null, message };
}

/** Of the environment that the manifest says the file is of. */
async function ownVersion(
  { surroundings }: Session,
  state: LedgerState,
  absolutePath: string,
): Promise<Version | undefined> {
  const governed = await surroundings.workspace().governanceOf(absolutePath, '');
  const { environment, isEnvironmentGuessed } = governed?.governance ?? {};
  if (governed?.root !== surroundings.folder || environment === undefined) return undefined;
  return isEnvironmentGuessed ? undefined : activeVersionOf(state, environment);
}

/** Of an environment that had the file, and says so no longer. */
function versionWith(relative: string, state: LedgerState): Version | undefined {
  return activeVersions(state).find(({ content }) => content.files.some(file => file.path === relative));
}

function activeVersions(state: LedgerState): Version[] {
  return [...state.environments.keys()].flatMap(name => activeVersionOf(state, name) ?? []);
}
