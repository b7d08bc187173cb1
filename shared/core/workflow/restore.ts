/** The exact texts of a version again, from what the ledger keeps and the secrets of who may read them. */
import type { Bundle } from '../ledger/bundle.ts';
import { type CutFile, restoreFile } from '../ledger/cut.ts';

export interface RestoredFile {
  readonly path: string;
  readonly text: string;
}

export type Restored =
  | { readonly ok: true; readonly files: readonly RestoredFile[] }
  /** The bundle is missing, or is not the one of these files. `paths`: those that it does not fit. */
  | { readonly ok: false; readonly code: 'secrets-missing'; readonly paths: readonly string[] };

/** `bundle`: decrypted; null when it cannot be, which is all right where nothing was cut. */
export function restoreContent(files: readonly CutFile[], bundle: Pick<Bundle, 'files'> | null): Restored {
  const restored = files.map(file => {
    const values = file.cuts.length === 0 ? [] : valuesOf(file.path, bundle);
    return { path: file.path, text: restoreFile(file, values) };
  });
  const paths = restored.flatMap(({ path, text }) => (text === undefined ? [path] : []));
  if (paths.length > 0) return { ok: false, code: 'secrets-missing', paths };
  return { ok: true, files: restored.map(({ path, text = '' }) => ({ path, text })) };
}

/** A path may be named like something that every object has. */
function valuesOf(path: string, bundle: Pick<Bundle, 'files'> | null): readonly string[] {
  return bundle && Object.hasOwn(bundle.files, path) ? (bundle.files[path] ?? []) : [];
}
