/** Drift of a whole file: the approved version has it and it is gone or counts no longer, or the version does not have it. */
import type { DriftPolicy } from '../ledger/policy.ts';
import { spanOf } from '../text/text.ts';
import type { Finding } from '../validation/finding.ts';
import { matters } from './classify.ts';
import type { Comparison, Difference } from './compare.ts';
import { type Baseline, baselineName } from './drift-message.ts';
import { type Levels, levelsBy, SEVERITIES } from './levels.ts';

export interface FileDrift {
  /** Relative to the manifest's folder. */
  readonly path: string;
  readonly environment: string;
  /** `ungoverned`: it is there, and nothing says any longer that it is a file of the environment. */
  readonly change: 'missing' | 'ungoverned' | 'added';
}

/**
 * One finding at the start of the file, as severe as the gravest difference of a field. Of a file that nothing governs any
 * longer nobody can tell how grave its fields are.
 */
export function fileDriftFinding(
  drifted: FileDrift,
  { differences }: Pick<Comparison, 'differences'>,
  { drift, baseline }: { readonly drift: DriftPolicy; readonly baseline: Baseline },
): Finding {
  const isAdded = drifted.change === 'added';
  return {
    kind: 'drift',
    code: isAdded ? 'drift/added-file' : 'drift/missing-file',
    severity: drifted.change === 'ungoverned' ? 'critical' : SEVERITIES[gravest(differences, drift)],
    message: messageOf(drifted, differences, baselineName(baseline)),
    span: spanOf(0, 0),
    related: [],
  };
}

const ORDER: readonly Levels['severity'][] = ['low', 'medium', 'high', 'critical'];

/** A file that sets nothing which matters counts as any other field does. */
function gravest(differences: readonly Difference[], drift: DriftPolicy): Levels['severity'] {
  const levelsOf = levelsBy(drift);
  const found = differences.flatMap(difference => {
    const levels = levelsOf(difference.field);
    if (!matters(difference, levels, { showsAll: false })) return [];
    return difference.downgrade ? 'critical' : levels.severity;
  });
  if (found.length === 0) return drift.otherFields.severity;
  return ORDER[Math.max(...found.map(severity => ORDER.indexOf(severity)))] ?? 'critical';
}

function messageOf(
  { path, environment, change }: FileDrift,
  differences: readonly Difference[],
  version: string,
): string {
  const count = differences.length === 1 ? '1 field' : `${differences.length} fields`;
  const worse = differences.some(({ downgrade }) => downgrade)
    ? ' This makes the configuration less secure.'
    : '';
  switch (change) {
    case 'missing':
      return `${path} is gone: ${version}, has it, with ${count}.${worse} Put it back, or request the change.`;
    case 'ungoverned':
      return `${path} is in ${version}, and no longer counts as a file of ${environment}: the manifest says otherwise now.${worse} Have the manifest name it again, or request the change.`;
    case 'added':
      return `${path} is not in ${version}: it adds ${count} to ${environment}.${worse} Take it out, or request the change.`;
  }
}
