import assert from 'node:assert/strict';
import { createCrashPolicy } from '../../client/crash-policy.ts';

describe('the crash policy', () => {
  const limits = { restarts: 2, withinMilliseconds: 1000 };

  it('allows a few restarts, then none', () => {
    const policy = createCrashPolicy(limits);
    assert.deepEqual(
      [0, 1, 2, 3].map(at => policy.mayRestart(at)),
      [true, true, false, false],
    );
  });

  it('forgets what is long past', () => {
    const policy = createCrashPolicy(limits);
    assert.deepEqual(
      [0, 900, 1800, 2700].map(at => policy.mayRestart(at)),
      [true, true, true, true],
    );
  });

  it('begins anew when the person asks for a restart', () => {
    const policy = createCrashPolicy(limits);
    for (const at of [0, 1, 2]) policy.mayRestart(at);
    policy.forget();
    assert.equal(policy.mayRestart(3), true);
  });
});
