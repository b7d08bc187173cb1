/** What a file's own language, and the programs that read it, object to: findings that need no profile. */
import type { Document, Problem } from '../document/document.ts';
import type { DotenvDocument } from '../document/dotenv.ts';
import { comparePortability, type Disagreement, describeDisagreement } from '../document/portability.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { Governance } from './project.ts';
import { containsSecret, hasSecretName, looksSecret } from './secret-name.ts';
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
  return [...problems, ...disagreements.map(each => describe(each, document, known))];
}

function describe(
  disagreement: Disagreement,
  document: DotenvDocument,
  known: ReadonlyMap<string, boolean>,
): Finding {
  if (!isPlainName(disagreement, document)) return portabilityFinding(unnamed(disagreement), true);
  const secret = isSecret(disagreement, known) || refersToSecret(disagreement, document, known);
  return portabilityFinding(disagreement, secret);
}

/** What one reader takes for a name may be the rest of a secret that another one ends a line later. */
function isPlainName({ key, span }: Disagreement, { text }: DotenvDocument): boolean {
  if (key === undefined || /[^\w.-]/.test(key) || looksSecret('', key))
    return key === undefined || key === '';
  const lineEnd = text.indexOf('\n', span.start);
  return /^[^=:]*[\w.-]\s*[=:]/.test(text.slice(span.start, lineEnd < 0 ? text.length : lineEnd));
}

function unnamed({ key: _key, ...disagreement }: Disagreement): Disagreement {
  return disagreement;
}

/** Some readers put there what another variable holds. */
function refersToSecret(
  { span }: Disagreement,
  { text }: DotenvDocument,
  known: ReadonlyMap<string, boolean>,
): boolean {
  const names = text.slice(span.start, span.end).matchAll(/\$\{?([A-Za-z_]\w*)/g);
  return [...names].some(([, name = '']) => known.get(name) || hasSecretName(name));
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
  if (!key) return true;
  const values = readings.flatMap(({ reading }) => (reading.kind === 'value' ? [reading.value] : []));
  if (values.some(value => value.includes('\n') || looksSecret('', value) || containsSecret(value)))
    return true;
  return known.get(key) ?? (hasSecretName(key) || values.some(value => looksSecret(key, value)));
}

function isDotenv(document: Document): document is DotenvDocument {
  return document.format === 'dotenv' && 'statements' in document;
}
