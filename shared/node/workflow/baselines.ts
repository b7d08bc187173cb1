/** Keeps, of each environment, the version that its files are measured against: read once, for all of them. */
import { activeVersionOf, type LedgerState } from '../../core/ledger/state.ts';
import type { Version } from '../../core/ledger/version.ts';
import { showVersion } from '../../core/workflow/shown/show-version.ts';
import { relativePath } from '../relative-path.ts';
import { type Approved, measureAgainst, readApproved } from './baseline.ts';
import { answered } from './outcome.ts';
import type { Baseline, Outcome, WorkflowService } from './service.ts';
import type { Opened, Session } from './session.ts';

type Baselines = Pick<WorkflowService, 'baselineOf' | 'activeVersions'>;

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
    activeVersions: async () => {
      const opened = await open();
      if (!opened.ok || !opened.value) return opened.ok ? answered([]) : opened;
      const { state } = opened.value;
      return answered(activeVersions(state).map(version => showVersion(state, version)));
    },
  };
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
