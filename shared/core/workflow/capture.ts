/**
 * Takes an environment's files as they are and makes of them what a version or a request keeps: texts without secrets,
 * the secrets for their recipients, and what the check said.
 */

import { readWorking, type Side } from '../drift/side.ts';
import type { Bundle, BundleName } from '../ledger/bundle.ts';
import type { Content } from '../ledger/content.ts';
import type { CutFile } from '../ledger/cut.ts';
import type { Fingerprint } from '../ledger/fingerprint.ts';
import type { Assessment } from '../ledger/version.ts';
import type { Checked } from '../validation/check.ts';
import { assess } from './assess.ts';
import { type Attachment, jsonAttachment } from './attachment.ts';
import { type CaptureRefusal, objectionTo } from './capture-refusal.ts';

export interface CaptureInput {
  /** All files of the environment, checked, in any order. Their texts are kept as they are, byte order mark included. */
  readonly files: readonly Checked[];
  /** Files that belong to it and cannot be read, each with the reason as a sentence. */
  readonly unread?: readonly { readonly path: string; readonly reason: string }[];
  readonly fingerprint: Fingerprint;
  readonly now: Date;
}

export interface Captured {
  /** In order of their paths, like all that follows. */
  readonly sides: readonly Side[];
  readonly files: readonly CutFile[];
  /** One for each file. */
  readonly attachments: readonly Attachment[];
  /** What was cut, to be encrypted at once; null when nothing was. Never to be shown or logged. */
  readonly secrets: Bundle['files'] | null;
  readonly assessment: Assessment;
}

export type CaptureResult =
  | { readonly ok: true; readonly captured: Captured }
  | { readonly ok: false; readonly refusals: readonly CaptureRefusal[] };

export function capture({ files, unread = [], fingerprint, now }: CaptureInput): CaptureResult {
  const ordered = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const working = readWorking(ordered, fingerprint);
  const sides = working.map(({ side }) => side);
  const refusals = objectionTo(sides, unread, now);
  const assessment = assess(ordered, now);
  if (refusals.length > 0 || !assessment) return { ok: false, refusals };
  const cut = working.filter(({ values }) => values.length > 0);
  const secrets = Object.fromEntries(cut.map(({ side, values }) => [side.file.path, values]));
  return {
    ok: true,
    captured: {
      sides,
      files: sides.map(({ file }) => file),
      attachments: sides.map(({ file }) => jsonAttachment(file)),
      secrets: cut.length > 0 ? secrets : null,
      assessment,
    },
  };
}

/** What an event says of it. `bundle`: of its secrets, once they are encrypted. */
export function contentOf({ files, attachments }: Captured, bundle: BundleName | null): Content {
  return {
    files: files.map(({ path }, index) => ({ path, cut: attachments[index]?.name ?? '' })),
    bundle,
  };
}
