/** Tells when the files of a ledger change, by whatever process: its head, its alarms, and which remote has what. */
import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import { LEDGER_REF, type Places } from './places.ts';

export interface LedgerWatch {
  close(): void;
}

/**
 * Told once things are quiet, or after a second of change. What is seen then may still be half of a change, as when a
 * repository is being copied: whatever of it comes later is told again. Folders that come, or are replaced, are watched as
 * soon as the one above them says so, and always before it is told.
 */
export function watchLedger(places: Places, onChange: () => void): LedgerWatch {
  let watchers: readonly FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let since: number | undefined;
  const changed = (): void => {
    since ??= performance.now();
    clearTimeout(timer);
    timer = setTimeout(tell, Math.min(TOGETHER, since + LONGEST - performance.now())).unref();
  };
  const tell = (): void => {
    since = undefined;
    watchAnew();
    onChange();
  };
  const close = (): void => {
    for (const each of watchers) each.close();
  };
  const watchAnew = (): void => {
    close();
    watchers = watchedFolders(places).flatMap(folder => watchFolder(folder, changed));
  };
  watchAnew();
  return {
    close: () => {
      clearTimeout(timer);
      close();
    },
  };
}

/** Milliseconds within which several changes are one. */
const TOGETHER = 150;
const LONGEST = 1000;

/** Each after the one that it is in. */
function watchedFolders({ folder, alarms, repository }: Places): readonly string[] {
  const heads = path.join(repository, path.dirname(LEDGER_REF));
  return [folder, alarms, repository, path.join(repository, 'objects'), path.dirname(heads), heads];
}

/** None, where it cannot be watched. What is written there before it has its name is no change yet. */
function watchFolder(folder: string, changed: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (!name?.startsWith('.')) changed();
    });
    return [watcher.on('error', () => watcher.close())];
  } catch {
    return [];
  }
}
