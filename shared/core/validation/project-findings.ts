/** What errors of a manifest or profile mean for the files that it governs: not all that was written there is in force. */

import type { Document } from '../document/document.ts';
import { spanOf } from '../text/text.ts';
import type { Finding } from './finding.ts';
import type { Project } from './project.ts';

/** Files of the project, relative to the manifest's folder, that cannot be used as they are written. */
export function sourcesWithErrors({ problems }: Project): string[] {
  return [...problems]
    .filter(([, found]) => found.some(({ severity }) => severity === 'error' || severity === 'critical'))
    .map(([file]) => file);
}

/** One for a whole file: what is wrong is said where it is wrong. */
export function projectFindings(project: Project, document: Document): Finding[] {
  const [file, ...others] = sourcesWithErrors(project);
  if (file === undefined) return [];
  const where = others.length === 0 ? file : `${file} and ${others.length} more of its kind`;
  const message =
    `Not all rules are checked here, for there are errors in ${where}: so nothing says that this is compliant. ` +
    'Mend them first.';
  const span = spanOf(0, Math.min(1, document.source.length));
  return [{ kind: 'manifest', code: 'manifest/errors', severity: 'error', message, span, related: [] }];
}
