/** Where a file's readers disagree there is a warning, with a fix that makes them agree. */
import assert from 'node:assert/strict';
import type { DialectName } from '../../../shared/core/document/dialect.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import { checkText } from '../../../shared/core/validation/check.ts';
import { NOW } from '../../support/checking.ts';

const DIALECTS: readonly DialectName[] = ['node', 'compose', 'bash'];

describe('portability findings', () => {
  it('need no project, quote what is no secret, and are gone once fixed', () => {
    const text = 'PORT=80 # the port\nGREETING=a#b c\n';
    const [finding, ...others] = check(text);
    assert.deepEqual(others, []);
    assert.equal(finding?.kind, 'portability');
    assert.equal(finding.severity, 'warning');
    assert.match(finding.message, /^GREETING .*`/);
    assert.deepEqual(check(applyEdits(text, finding.fix?.edits ?? [])), []);
  });

  it('never quote a secret', () => {
    const [finding] = check('DB_PASSWORD=pa#w0rd canary\n');
    assert.ok(finding);
    assert.doesNotMatch(finding.message, /w0rd|canary/);
    assert.equal(finding.fix?.holdsSecret, true);
  });

  it('are none where one program reads the file', () => {
    assert.deepEqual(check('GREETING=a#b c\n', ['node']), []);
  });
});

function check(text: string, dialects = DIALECTS) {
  return checkText({ path: '.env', text, governance: { dialects }, now: NOW }).findings;
}
