/** What a file's own language, and the programs that read it, object to: findings that need no profile. */
import type { Document, Problem } from '../document/document.ts';
import type { CheckedUnit } from './check.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { Governance } from './project.ts';

export function textFindings(
  document: Document,
  _governance: Governance,
  _units: readonly CheckedUnit[],
): Finding[] {
  return document.problems.map(problemFinding);
}

function problemFinding({ code, severity, message, span }: Problem): Finding {
  return { kind: kindOf(code), code, severity, message, span, related: [] };
}

function kindOf(code: string): FindingKind {
  if (code.startsWith('security/')) return 'security';
  return code.startsWith('portability/') ? 'portability' : 'syntax';
}
