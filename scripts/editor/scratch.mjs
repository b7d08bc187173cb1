// Temporary folders that go away with the process, also when it is interrupted.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const live = new Map(); // folder -> what to do first (stop a process that writes there)
let hooked = false;

// Unix socket paths below a scratch folder must stay under 104 bytes (macOS) or
// 108 (Linux), for the server and for the browser's own profile. A long temporary
// folder is therefore passed over in favour of /tmp, for this process as a whole.
function base() {
  const usual = fs.realpathSync(os.tmpdir());
  if (process.platform === 'win32' || usual.length <= 24) return usual;
  try {
    fs.accessSync('/tmp', fs.constants.W_OK);
    process.env.TMPDIR = '/tmp';
    return fs.realpathSync('/tmp');
  } catch {
    return usual;
  }
}

/** @param {string} prefix  a few letters; the rest of the name is random */
export function makeScratch(prefix, beforeRemoval = () => {}) {
  const dir = fs.mkdtempSync(path.join(base(), `${prefix}-`));
  live.set(dir, beforeRemoval);
  if (!hooked) {
    hooked = true;
    process.once('exit', () => {
      for (const dir of [...live.keys()]) removeScratch(dir);
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => process.exit(128 + os.constants.signals[signal]));
    }
  }
  return dir;
}

export function removeScratch(dir) {
  const before = live.get(dir);
  if (!before) return;
  live.delete(dir);
  try {
    before();
  } catch {
    /* already gone */
  }
  try {
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    /* a dying process still writes there */
  }
}
