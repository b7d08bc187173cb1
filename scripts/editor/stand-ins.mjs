// JavaScript in place of the native modules that the server imports at every start: log files, the end of an extension
// host whose server has gone, the file copy of the built-in git extension, an anonymous device id.
import fs from 'node:fs';
import path from 'node:path';

/** @param {string} vscodeDir where the server's own `node_modules` is */
export function writeStandIns(vscodeDir) {
  const stub = (name, code) => {
    const home = path.join(vscodeDir, 'node_modules', ...name.split('/'));
    fs.rmSync(home, { recursive: true, force: true });
    fs.mkdirSync(home, { recursive: true });
    fs.writeFileSync(
      path.join(home, 'package.json'),
      JSON.stringify({ name, version: '0.0.0', main: 'index.js' }),
    );
    fs.writeFileSync(path.join(home, 'index.js'), code);
  };
  stub(
    '@vscode/spdlog',
    `'use strict';
const fs = require('fs'), path = require('path');
const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
class Logger {
  constructor(type, name, file) { this.file = file; this.level = 2; this.raw = false; }
  write(level, text) {
    if (level < this.level) return;
    const line = this.raw ? text : new Date().toISOString() + ' [' + names[level] + '] ' + text + '\\n';
    try { fs.appendFileSync(this.file, line); } catch {}
  }
  getLevel() { return this.level; } setLevel(level) { this.level = level; }
  setPattern() {} clearFormatters() { this.raw = true; } flush() {} drop() {}
}
['trace', 'debug', 'info', 'warn', 'error', 'critical'].forEach((m, i) => { Logger.prototype[m] = function (t) { this.write(i, t); }; });
async function create(type, name, file) {
  try { fs.mkdirSync(path.dirname(file), { recursive: true }); } catch {}
  return new Logger(type, name, file);
}
exports.version = 0; exports.Logger = Logger;
exports.setLevel = exports.setFlushOn = exports.shutdown = () => {};
exports.createRotatingLogger = (n, f) => create('rotating', n, f);
exports.createAsyncRotatingLogger = (n, f) => create('rotating_async', n, f);
`,
  );
  const watchdog = `'use strict';
exports.start = pid => { setInterval(() => { try { process.kill(pid, 0); } catch (e) { if (e.code === 'ESRCH') process.exit(87); } }, 3000).unref(); };
exports.exit = code => process.exit(code);
`;
  stub('@vscode/native-watchdog', watchdog);
  stub('native-watchdog', watchdog);
  stub(
    '@vscode/fs-copyfile',
    `'use strict';
const fs = require('fs');
exports.constants = fs.constants;
exports.copyFile = (from, to, mode) => fs.promises.copyFile(from, to, mode);
exports.copyFileSync = (from, to, mode) => fs.copyFileSync(from, to, mode);
exports.cp = (from, to, options) => fs.promises.cp(from, to, options);
exports.isCloneSupported = () => false;
`,
  );
  stub(
    '@vscode/deviceid',
    `'use strict';
exports.getDeviceId = async () => '00000000-0000-4000-8000-000000000000';
`,
  );
}
