// Handed to VS Code as extensionTestsPath: runs mocha in the extension host and writes one JSON line for each event.
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

exports.run = async function run() {
  const { EXT_TEST_PROJECT, EXT_TEST_FILES, EXT_TEST_OPTIONS } = process.env;
  try {
    // mocha is the project's: nothing of it stands beside this file.
    const loaded = createRequire(path.join(EXT_TEST_PROJECT, 'package.json'))('mocha');
    const Mocha = loaded.default ?? loaded;
    const mocha = new Mocha({ timeout: 20_000, ...JSON.parse(EXT_TEST_OPTIONS), reporter: Reporter });
    for (const file of JSON.parse(EXT_TEST_FILES)) mocha.addFile(file);
    await mocha.loadFilesAsync();
    const failures = await new Promise(resolve => mocha.run(resolve));
    emit({ type: 'end' });
    if (failures) throw new Error(`${failures} failed`);
  } catch (error) {
    emit({ type: 'crash', message: String(error?.stack ?? error) });
    throw error;
  }
};

function Reporter(runner) {
  runner.on('pass', test => emit({ type: 'pass', title: test.titlePath(), ms: test.duration }));
  runner.on('pending', test => emit({ type: 'skip', title: test.titlePath() }));
  runner.on('fail', (test, error) =>
    emit({
      type: 'fail',
      title: test.titlePath(),
      message: String(error?.message ?? error),
      stack: error?.stack,
    }),
  );
}

function emit(event) {
  fs.appendFileSync(process.env.EXT_TEST_RESULTS, `${JSON.stringify(event)}\n`);
}
