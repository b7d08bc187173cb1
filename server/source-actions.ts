/** The code actions in manifests, profiles, rule files and schemas. */
import type { CodeActionParams } from 'vscode-languageserver/node';
import { CodeActionKind } from 'vscode-languageserver/node';
import type { SourceFix } from '../shared/core/assist/source-fix.ts';
import { sourceFixesFor } from '../shared/core/assist/source-fixes.ts';
import type { Problem } from '../shared/core/document/document.ts';
import type { ServerContext } from './context.ts';
import type { FileCheck } from './file-check.ts';
import { isAsked, isSameRange, mergedById, type OfferedAction } from './offered-actions.ts';
import { type SourceFile, sourceFileAt } from './source-files.ts';

export interface FoundFix {
  readonly problem: Problem;
  readonly fix: SourceFix;
}

/** Of every problem of the file, in the order of the problems. `path`: absolute. */
export async function fixesIn(
  file: SourceFile,
  path: string,
  { projects }: ServerContext,
): Promise<readonly FoundFix[]> {
  const problems = await projects.problemsOf(path, file.document.text);
  const context = { ...file, now: new Date() };
  return problems.flatMap(problem => sourceFixesFor(problem, context).map(fix => ({ problem, fix })));
}

export async function sourceActions(
  check: FileCheck,
  { context: { diagnostics, only }, range }: CodeActionParams,
  context: ServerContext,
): Promise<OfferedAction[]> {
  if (!isAsked(CodeActionKind.QuickFix, only)) return [];
  const file = await sourceFileAt(check.uri, context);
  if (!file) return [];
  const { lines } = file.document;
  const [start, end] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
  const found = (await fixesIn(file, check.path, context)).filter(
    ({ problem: { span } }) => span.start <= end && span.end >= start,
  );
  const preferred = found.find(({ fix }) => fix.removes)?.fix.id;
  const actions = found.map(({ problem: { code, span }, fix }): OfferedAction => {
    const place = lines.rangeOf(span);
    const own = diagnostics.filter(each => each.code === code && isSameRange(each.range, place));
    return {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: own,
      ...(fix.id === preferred && { isPreferred: true }),
      data: { uri: check.uri, version: check.version ?? 0, code, id: fix.id },
    };
  });
  return mergedById(actions);
}
