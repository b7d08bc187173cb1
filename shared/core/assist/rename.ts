/** Renames a key in the files of all environments, with every `${NAME}` that uses it. */
import { type Span, spanOf, type TextEdit } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import type { KeyPlace } from './key-places.ts';
import { keysOf, referencesIn, type Sought, soughtBy } from './references.ts';
import { objectionToName, takenBy } from './rename-objections.ts';
import { subjectAt } from './subject.ts';

/** `message`: why it is refused and what to do. */
export type Refusal = { readonly ok: false; readonly message: string };

export type Renamable = { readonly ok: true; readonly span: Span; readonly name: string } | Refusal;

export interface FileEdits {
  readonly file: Checked;
  readonly edits: readonly TextEdit[];
}

export type Renaming = { readonly ok: true; readonly files: readonly FileEdits[] } | Refusal;

/** What would be renamed at a place. */
export function renamableAt(checked: Checked, offset: number): Renamable {
  const subject = subjectAt(checked, offset);
  if (!subject || subject.kind === 'waiver') return refuse(NOTHING);
  const sought = soughtBy(subject, checked);
  const keys = sought ? keysOf(checked, sought) : [];
  if (subject.kind === 'reference' && keys.length === 0) {
    return refuse(
      `${subject.name} is not set in this file, so there is no key to rename. Rename it where it is set.`,
    );
  }
  if (checked.governance.map && keys.some(({ field }) => field !== undefined)) return refuse(MAPPED);
  const { text } = checked.document;
  const span = subject.kind === 'key' ? withoutQuotes(subject.span, text) : subject.span;
  return { ok: true, span, name: text.slice(span.start, span.end) };
}

/** `others`: the files of the other environments. The edits of each file are in source order and do not overlap. */
export function rename(
  checked: Checked,
  others: readonly Checked[],
  offset: number,
  newName: string,
): Renaming {
  const renamable = renamableAt(checked, offset);
  if (!renamable.ok) return renamable;
  const objection = objectionToName(newName, checked.document.format);
  if (objection !== undefined) return refuse(objection);
  const subject = subjectAt(checked, offset);
  const sought = subject && soughtBy(subject, checked);
  if (!sought || newName === renamable.name) return { ok: true, files: [] };
  const alike = others.filter(({ document }) => document.format === checked.document.format);
  const files = [checked, ...alike].map(file => ({ file, keys: keysIn(file, sought) }));
  for (const { file, keys } of files) {
    const taken = takenBy(newName, keys, file);
    if (taken !== undefined) return refuse(taken);
  }
  const edited = files.filter(({ keys }) => keys.length > 0);
  return {
    ok: true,
    files: edited.map(({ file, keys }) => ({ file, edits: editsOf(file, keys, sought, newName) })),
  };
}

/** A file that spells the same field by other keys around it says something else. */
function keysIn(file: Checked, sought: Sought): readonly KeyPlace[] {
  const keys = keysOf(file, sought);
  return file.document.format === 'yaml' ? keys.filter(({ name }) => name === sought.name) : keys;
}

function editsOf(
  file: Checked,
  keys: readonly KeyPlace[],
  sought: Sought,
  newName: string,
): readonly TextEdit[] {
  const { text } = file.document;
  const own = new Set(keys.map(({ keySpan }) => keySpan.start));
  return referencesIn(file, sought)
    .filter(({ isKey, span }) => !isKey || own.has(span.start))
    .map(({ isKey, span }) => ({ span: isKey ? withoutQuotes(span, text) : span, newText: newName }));
}

function withoutQuotes(span: Span, text: string): Span {
  const first = text[span.start];
  const isQuoted =
    span.end - span.start > 1 && (first === '"' || first === "'") && text[span.end - 1] === first;
  return isQuoted ? spanOf(span.start + 1, span.end - 1) : span;
}

function refuse(message: string): Refusal {
  return { ok: false, message };
}

const NOTHING = 'There is no key here to rename. Put the cursor on a key, or on the name in a reference.';
const MAPPED =
  'The manifest says by this name which field the key is (map), so renaming it here alone would lose the field. Change the name in both places by hand.';
