/** Says where two names set one field: names are read in any case, so that only the last of them is checked. */
import type { Finding } from './finding.ts';
import type { Setting } from './settings.ts';
import type { Unit } from './unit.ts';

/** A name that stands twice as it is has a finding of its own, from the document. */
export function sameFieldFindings({ repeats, document }: Unit): Finding[] {
  return repeats
    .filter(([earlier, later]) => earlier.name !== later.name)
    .map(([earlier, later]) => {
      const line = document.lines.positionAt(earlier.keySpan.start).line + 1;
      return finding(earlier, later, line);
    });
}

function finding(earlier: Setting, later: Setting, line: number): Finding {
  const message =
    `${later.name} sets the same field as ${earlier.name} in line ${line}. This line is the one that is checked; which of ` +
    'them counts depends on the program that reads the file. Take one of them out.';
  return {
    kind: 'schema',
    code: 'schema/same-field',
    severity: 'warning',
    message,
    span: later.keySpan,
    field: later.path,
    related: [{ span: earlier.keySpan, message: 'Set here, too.' }],
  };
}
