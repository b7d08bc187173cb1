/** What a quick fix in one of our own files is. Nothing secret stands in these, so the edits are there at once. */
import type { Document, Problem } from '../document/document.ts';
import type { Span, TextEdit } from '../text/text.ts';
import type { Project } from '../validation/project.ts';
import type { SourceKind } from './schema-walk.ts';

export interface SourceFix {
  /** Finds the fix again in the same text: unique in it, but for one that mends several problems at once. */
  readonly id: string;
  /** What the person reads. */
  readonly title: string;
  /** Applied, the problem is gone. Otherwise the person has still to write something at the place. */
  readonly removes: boolean;
  readonly edits: readonly TextEdit[];
}

/** One kind of fixes, for the problems that it knows; none for all others. */
export type SourceFixer = (problem: Problem, context: SourceFixContext) => readonly SourceFix[];

export interface SourceFixContext {
  readonly kind: SourceKind;
  readonly document: Document;
  /** Absent: the manifest cannot be read. */
  readonly project?: Project;
  readonly now: Date;
}

export function sourceFix(
  name: string,
  title: string,
  { span }: { readonly span: Span },
  edits: readonly TextEdit[],
  removes = true,
): SourceFix {
  return { id: [name, span.start, title].join(' '), title, removes, edits };
}
