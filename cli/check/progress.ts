/** A bar on standard error while a long check runs; nothing at all where that is no terminal, or for short runs. */
import type { Io } from '../io.ts';

export interface Progress {
  advance(path: string): void;
  /** Takes the bar away, so that something else can be printed. */
  clear(): void;
}

const AFTER = 400;
const EVERY = 80;
const BAR = 24;
const ERASE = '\r\u001b[2K';

/** @param total how many files there are; undefined while that is not known yet */
export function createProgress(io: Io, total: () => number | undefined): Progress {
  if (!io.showsProgress) return { advance: () => undefined, clear: () => undefined };
  const started = io.now().getTime();
  let drawnAt = started + AFTER - EVERY;
  let isDrawn = false;
  let done = 0;
  return {
    advance: path => {
      done++;
      const now = io.now().getTime();
      if (now - drawnAt < EVERY) return;
      drawnAt = now;
      isDrawn = true;
      io.err(ERASE + barOf(done, total(), path));
    },
    clear: () => {
      if (isDrawn) io.err(ERASE);
      isDrawn = false;
    },
  };
}

function barOf(done: number, total: number | undefined, path: string): string {
  const name = path.length > 40 ? `…${path.slice(-39)}` : path;
  if (total === undefined || total === 0) return `${done} files  ${name}`;
  const full = Math.round((Math.min(done, total) / total) * BAR);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done}/${total}  ${name}`;
}
