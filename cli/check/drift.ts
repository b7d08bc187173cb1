/** What of the current folder is not as it was approved: a line for each environment, below the summary of a check. */
import path from 'node:path';
import { environmentOf } from '../../shared/node/environment.ts';
import type { DriftHere } from '../../shared/node/workflow/drift-here.ts';
import type { Outcome } from '../../shared/node/workflow/service.ts';
import { openWorkspace } from '../../shared/node/workspace.ts';
import type { Io } from '../io.ts';
import type { Projects } from '../projects.ts';
import { countOf } from '../text/style.ts';
import { visibleText } from '../text/width.ts';

/** Undefined: the folder's manifest names no ledger. Nothing of ledgers is loaded then. */
export async function driftOfFolder(
  projects: Projects,
  io: Io,
): Promise<Outcome<readonly DriftHere[]> | undefined> {
  const here = await projects.locate(path.join(io.folder, '.env'));
  const id = here?.project.manifest.ledger?.id;
  if (!here || id === undefined) return undefined;
  const { folder } = here;
  const { driftHere } = await import('../../shared/node/ledger-bundle.ts');
  const workspace = openWorkspace({ roots: [folder], trusted: true, codeCache: io.codeCache });
  const environment = environmentOf(io.environment);
  return driftHere({ folder, workspace: () => workspace, now: io.now, environment, terminal: false }, id);
}

export function driftText(drift: readonly DriftHere[], { style }: Io): string {
  return drift
    .map(({ environment, version, points }) => {
      const name = visibleText(environment);
      const what = `${name} is not as approved in v${version}: ${countOf(points, 'difference')}`;
      return `${style('yellow', '≠')} ${what} (secure-config diff ${name})\n`;
    })
    .join('');
}
