/** What a file's own language, and the programs that read it, object to: findings that need no profile. */
import type { Document, Problem } from '../document/document.ts';
import type { DotenvDocument } from '../document/dotenv.ts';
import { comparePortability, type Disagreement, describeDisagreement } from '../document/portability.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { Governance } from './project.ts';
import { looksSecret } from './secret-name.ts';
import type { Unit } from './unit.ts';

/** `units`: what is known of the file's variables, to tell the secret ones; none when no project governs it. */
export function textFindings(
  document: Document,
  { dialects }: Governance,
  units: readonly Unit[],
): Finding[] {
  const problems = document.problems.map(problemFinding);
  if (!isDotenv(document) || dialects.length < 2) return problems;
  const disagreements = comparePortability(document, dialects);
  if (disagreements.length === 0) return problems;
  const settings = units.flatMap(unit => unit.settings);
  const known = new Map(settings.map(({ name, secret }) => [name, secret]));
  return [...problems, ...disagreements.map(each => portabilityFinding(each, isSecret(each, known)))];
}

function problemFinding({ code, severity, message, span }: Problem): Finding {
  const kind: FindingKind = code.startsWith('security/') ? 'security' : 'syntax';
  return { kind, code, severity, message, span, related: [] };
}

function portabilityFinding(disagreement: Disagreement, secret: boolean): Finding {
  const { span, portable } = disagreement;
  const advice = portable
    ? 'Write it so that all of them read the same.'
    : 'No way of writing this value is read alike by all of them: change the value, or name fewer dialects.';
  return {
    kind: 'portability',
    code: `portability/${nameOf(disagreement)}`,
    severity: 'warning',
    message: `${describeDisagreement(disagreement, { secret })} ${advice}`,
    span,
    related: [],
    ...(portable && {
      fix: {
        title: 'Write it so that all dialects read the same',
        edits: portable,
        ...(secret && { holdsSecret: true as const }),
      },
    }),
  };
}

/** Stable: what the worst of the readings is. */
function nameOf({ readings }: Disagreement): string {
  const kinds = new Set(readings.map(({ reading }) => reading.kind));
  if (kinds.has('refused')) return 'refused';
  if (kinds.has('unread')) return 'command';
  if (kinds.has('absent')) return 'not-set';
  return kinds.has('none') ? 'no-value' : 'value';
}

/** A line without a name can hold anything, and a value that goes on over lines what belongs to another variable. */
function isSecret({ key, readings }: Disagreement, known: ReadonlyMap<string, boolean>): boolean {
  if (key === undefined) return true;
  const values = readings.flatMap(({ reading }) => (reading.kind === 'value' ? [reading.value] : []));
  if (values.some(value => value.includes('\n') || looksSecret('', value))) return true;
  return known.get(key) ?? values.some(value => looksSecret(key, value));
}

function isDotenv(document: Document): document is DotenvDocument {
  return document.format === 'dotenv' && 'statements' in document;
}
