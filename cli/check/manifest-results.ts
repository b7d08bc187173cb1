/** What is wrong with the manifest and the profile files themselves, reported like any other file. */
import path from 'node:path';
import type { Problem } from '../../shared/core/document/document.ts';
import { parseYaml } from '../../shared/core/document/yaml.ts';
import { complianceOf } from '../../shared/core/report/compliance.ts';
import type { Checked } from '../../shared/core/validation/check.ts';
import { readText } from '../../shared/node/read-text.ts';
import type { Io } from '../io.ts';
import type { Located } from '../projects.ts';
import type { CheckedFile } from './result.ts';
import { shownPath } from './sources.ts';

/** One for each file that has problems. */
export async function manifestResults({ project, folder }: Located, io: Io): Promise<CheckedFile[]> {
  const results: CheckedFile[] = [];
  for (const [relative, problems] of project.problems) {
    if (problems.length === 0) continue;
    const absolutePath = path.join(folder, relative);
    const read = await readText(absolutePath);
    const text = 'text' in read ? read.text : '';
    results.push(manifestResult(shownPath(absolutePath, io.folder), text, problems, io));
  }
  return results;
}

export function manifestResult(
  shown: string,
  text: string,
  problems: readonly Problem[],
  io: Io,
): CheckedFile {
  const findings = problems.map(problem => ({ kind: 'syntax' as const, ...problem, related: [] }));
  const document = parseYaml(text);
  const checked: Checked = {
    path: shown,
    document,
    governance: { dialects: ['dotenv'] },
    findings,
    units: [],
  };
  const report = complianceOf(checked, io.now());
  return { kind: 'checked', path: shown, hasLines: true, checked, report };
}
