// Mocha's own report for people, and the counts with the names of what was skipped as JSON for scripts/test.mjs.
const fs = require('node:fs');
const { Runner, reporters } = require('mocha');

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Runner.constants;

/** Reporter options: `output`, the path of the JSON file. */
module.exports = class CountingReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const result = { passed: 0, failed: 0, skipped: 0, skippedNames: [] };
    runner.on(EVENT_TEST_PASS, () => result.passed++);
    runner.on(EVENT_TEST_FAIL, () => result.failed++);
    runner.on(EVENT_TEST_PENDING, test => {
      result.skipped++;
      result.skippedNames.push(test.fullTitle());
    });
    runner.once(EVENT_RUN_END, () =>
      fs.writeFileSync(options.reporterOptions.output, JSON.stringify(result)),
    );
  }
};
