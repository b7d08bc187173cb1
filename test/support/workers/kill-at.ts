/** Loaded before the program: kills it at a chosen moment of applying a request, so that it is exactly that one. */
import fs from 'node:fs';
import promises from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** Files are staged; the event is recorded as well; one of the files has its new text. */
export type Moment = 'staged' | 'recorded' | 'renamed';

const { openSync } = fs;
const { chmod } = promises;
const moment = process.env.KILLED_WHEN as Moment;
let renamed = 0;

fs.openSync = (file, ...rest) => {
  if (moment === 'staged' && String(file).includes(`${path.sep}journal${path.sep}`)) kill();
  return openSync(file, ...rest);
};
promises.chmod = (file, mode) => {
  if (path.dirname(String(file)).endsWith('.staged') && renamed++ === (moment === 'recorded' ? 0 : 1)) kill();
  return chmod(file, mode);
};

function kill(): void {
  process.kill(process.pid, 'SIGKILL');
}
