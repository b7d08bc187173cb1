/** The last check of each file that is ours: what the compliance view, the status and workspace diagnostics share. */
import type { FileCheck } from './file-check.ts';
import type { Log } from './log.ts';
import { createSignal, type Signal } from './signal.ts';

/** `check`: the newest; undefined when the file is gone or closed. */
interface ResultChange {
  readonly uri: string;
  readonly check: FileCheck | undefined;
}

export interface Results {
  get(path: string): FileCheck | undefined;
  /** By path. */
  all(): readonly FileCheck[];
  /** In no order, which for very many files takes long to make. */
  each(): Iterable<FileCheck>;
  /** A file that is not ours is left out. */
  set(check: FileCheck): void;
  delete(path: string): void;
  readonly onDidChange: Signal<ResultChange>['on'];
}

export function createResults(log: Log): Results {
  const checks = new Map<string, FileCheck>();
  const changed = createSignal<ResultChange>('the news of a result', log);
  const remove = (path: string): void => {
    const uri = checks.get(path)?.uri;
    checks.delete(path);
    if (uri !== undefined) changed.fire({ uri, check: undefined });
  };
  return {
    get: path => checks.get(path),
    all: () => [...checks.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    each: () => checks.values(),
    set: check => {
      const isNews = check.isOurs || checks.has(check.path);
      if (check.isOurs) checks.set(check.path, check);
      else checks.delete(check.path);
      if (isNews) changed.fire({ uri: check.uri, check });
    },
    delete: remove,
    onDidChange: changed.on,
  };
}
