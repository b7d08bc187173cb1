/** A bar on standard error while a long check runs; nothing at all where that is no terminal, or for short runs. */
import type { Io } from '../io.ts';
import { visibleText } from '../text/width.ts';

export interface Progress {
  /** One more file is done. */
  advance(path: string): void;
  /** Takes the bar out of the way of what `print` writes to the same terminal. */
  around(print: () => void): void;
  end(): void;
}

/** Milliseconds. */
const AFTER = 400;
const EVERY = 80;
/** Columns. */
const BAR = 24;
const PATH = 40;
const ERASE = '\r\u001b[2K';

const NOTHING: Progress = { advance: () => undefined, around: print => print(), end: () => undefined };

/** @param total how many files there are */
export function createProgress(io: Io, total: number): Progress {
  if (!io.showsProgress) return NOTHING;
  const sharesTerminal = io.columns !== undefined;
  let drawnAt = io.now().getTime() + AFTER - EVERY;
  let drawn = '';
  let done = 0;
  const erase = (): void => {
    if (drawn !== '') io.draw(ERASE);
  };
  return {
    advance: path => {
      done++;
      const now = io.now().getTime();
      if (now - drawnAt < EVERY) return;
      drawnAt = now;
      drawn = barOf(done, total, path);
      io.draw(ERASE + drawn);
    },
    around: print => {
      if (sharesTerminal) erase();
      print();
      if (sharesTerminal && drawn !== '') io.draw(drawn);
    },
    end: () => {
      erase();
      drawn = '';
    },
  };
}

function barOf(done: number, total: number, path: string): string {
  const shown = visibleText(path);
  const name = shown.length > PATH ? `…${shown.slice(1 - PATH)}` : shown;
  const full = Math.round((Math.min(done, total) / Math.max(1, total)) * BAR);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done}/${total}  ${name}`;
}
