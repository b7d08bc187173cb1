// Follows the lines that the suite in the extension host writes, prints them, and counts.
import fs from 'node:fs';

const SILENCE = 90_000; // milliseconds without a word after which a suite counts as hung

/** @param {string} file one JSON object per line, appended to while the suite runs */
export function followResults(file) {
  const seen = { passed: 0, failed: 0, skipped: 0, ended: false, crash: undefined };
  const failures = [];
  let offset = 0;
  let rest = '';
  let last = Date.now();

  const handle = event => {
    const title = event.title?.slice(1).join(' › ');
    if (event.type === 'pass') {
      seen.passed++;
      console.log(`  ok   ${title} (${event.ms ?? 0} ms)`);
    } else if (event.type === 'skip') {
      seen.skipped++;
      console.log(`  skip ${title}`);
    } else if (event.type === 'fail') {
      seen.failed++;
      failures.push(event);
      console.log(`  FAIL ${title}`);
    } else if (event.type === 'end') seen.ended = true;
    else if (event.type === 'crash' && !seen.ended) seen.crash = event.message;
  };
  const read = () => {
    const text = fs.readFileSync(file).subarray(offset).toString('utf8');
    if (text === '') return;
    offset += Buffer.byteLength(text);
    last = Date.now();
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) handle(JSON.parse(line));
  };
  const timer = setInterval(read, 50);

  return {
    /** Resolves with a message when the run takes longer than `limit` milliseconds, or is silent for too long. */
    async stalled(limit) {
      const started = Date.now();
      for (;;) {
        await new Promise(resolve => setTimeout(resolve, 250).unref());
        if (Date.now() - started > limit) return `Stopped: the run took longer than ${limit / 1000} s.`;
        if (Date.now() - Math.max(last, started) > SILENCE) return 'Stopped: the suite has gone silent.';
      }
    },
    /** Prints each failure in full and returns what was seen. */
    finish() {
      clearInterval(timer);
      read();
      for (const { title, stack, message } of failures) {
        console.log(`\n  ${title.join(' › ')}\n${indent(stack ?? message)}`);
      }
      if (seen.crash) console.log(`\n  The suite did not run to its end:\n${indent(seen.crash)}`);
      return seen;
    },
  };
}

function indent(text) {
  return String(text).replace(/^/gm, '    ');
}
