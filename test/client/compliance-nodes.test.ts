import assert from 'node:assert/strict';
import { arrangeCompliance } from '../../client/views/compliance-nodes.ts';
import type { FileCompliance, FileFinding } from '../../shared/protocol.ts';

describe('the Compliance tree', () => {
  it('has environments and files by name, what has no environment last', () => {
    const files = [
      file('z.env', null),
      file('b/.env', 'staging'),
      file('a/.env', 'staging'),
      file('.env', 'dev'),
    ];
    const shown = arrangeCompliance(files).map(({ name, files }) => [
      name,
      ...files.map(each => each.file.path),
    ]);
    assert.deepEqual(shown, [
      ['dev', '.env'],
      ['staging', 'a/.env', 'b/.env'],
      [null, 'z.env'],
    ]);
  });

  it('has the worst findings first, waived ones last, and keeps the order of places', () => {
    const findings = [
      finding('W', 'warning', 1),
      finding('waived', 'critical', 0, true),
      finding('E2', 'error', 9),
      finding('E1', 'error', 2),
      finding('C', 'critical', 5),
    ];
    const [environment] = arrangeCompliance([file('.env', 'dev', findings)]);
    const shown = environment?.files[0]?.findings.map(node => [node.finding.code, node.position]);
    assert.deepEqual(shown, [
      ['C', 0],
      ['E1', 1],
      ['E2', 2],
      ['W', 3],
      ['waived', 4],
    ]);
  });

  it('takes `__proto__` for a name like any other', () => {
    assert.deepEqual(
      arrangeCompliance([file('.env', '__proto__')]).map(({ name }) => name),
      ['__proto__'],
    );
  });
});

function file(
  path: string,
  environment: string | null,
  findings: readonly FileFinding[] = [],
): FileCompliance {
  const counts = { critical: 0, error: 0, warning: 0, info: 0 };
  const status = { environment, profile: 'p', score: 100, isCompliant: true, counts, baseline: null };
  return { uri: `file:///${path}`, path, status, findings };
}

function finding(code: string, severity: FileFinding['severity'], line: number, waived = false): FileFinding {
  const place = { line, character: 0 };
  return { code, severity, message: code, range: { start: place, end: place }, waived };
}
