'use strict';
// Stands in for the extension's main file while scripts/activation.mjs measures: loads the real one, client-measured.js, and
// records what the extension host's thread does from then until two seconds after the first diagnostics.
const fs = require('node:fs');
const inspector = require('node:inspector');
const path = require('node:path');

const QUIET = 2000; // milliseconds: what follows the first diagnostics is over by then
const INTERVAL = 200; // microseconds between two samples

const marks = [];
const session = new inspector.Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
session.post('Profiler.start');
mark('begin');
const extension = require(path.join(__dirname, 'client-measured.js'));
mark('loaded');

exports.deactivate = extension.deactivate;
exports.activate = context => {
  mark('called');
  const result = extension.activate(context);
  mark('activated');
  const vscode = require('vscode');
  const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (!uris.some(uri => vscode.languages.getDiagnostics(uri).length > 0)) return;
    listener.dispose();
    mark('diagnosed');
    setTimeout(finish, QUIET);
  });
  return result;
};

/** Microseconds: `at` of the clock that the profile has, `cpu` that this thread has used. */
function mark(name) {
  const { user, system } = process.threadCpuUsage();
  marks.push({ name, at: Number(process.hrtime.bigint() / 1000n), cpu: user + system });
}

function finish() {
  mark('settled');
  session.post('Profiler.stop', (_error, { profile }) => {
    const file = path.join(__dirname, 'activation.json');
    fs.writeFileSync(`${file}.new`, JSON.stringify({ marks, profile }));
    fs.renameSync(`${file}.new`, file);
  });
}
