/** What python-dotenv makes of a value: escapes by the kind of quotes, and `${NAME}` wherever it stands. */
import { spanOf } from '../../text/text.ts';
import { LONGEST_VALUE, type Resolution, type Scope } from '../dialect-reader.ts';
import { normalizeBreaks } from '../dotenv-characters.ts';
import { splitParts } from '../dotenv-parts.ts';
import { issue } from '../dotenv-scan.ts';
import { createSource, type Source } from '../dotenv-source.ts';
import type { Assignment, BareName, Value } from '../dotenv-statement.ts';

const ESCAPES: Readonly<Record<string, RegExp>> = { '"': /\\[\\'"abfnrtv]/g, "'": /\\[\\']/g };
const ESCAPED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** `start`, `end`: of the value with its quotes; the spans of the result count from `base`. */
export function readValue(
  text: string,
  base: number,
  start: number,
  end: number,
  quote: "'" | '"' | undefined,
) {
  const content = quote ? spanOf(start + 1, end - 1) : spanOf(start, end);
  const pattern = quote && ESCAPES[quote];
  const split = splitParts(text, content.start, content.end, base, {
    ...(pattern ? { escape: pattern } : {}),
    expands: true,
    commands: quote === "'" ? 'quoted' : 'literal',
    keepsReferences: true,
  });
  const raw = normalizeBreaks(text.slice(content.start, content.end));
  const template = pattern ? raw.replace(pattern, match => ESCAPED[match[1] ?? ''] ?? match.slice(1)) : raw;
  const value: Value = {
    span: spanOf(start - base, end - base),
    content: spanOf(content.start - base, content.end - base),
    ...(quote ? { quote } : {}),
    parts: split.parts,
    references: split.references,
    template,
    ...(template.includes('${') ? {} : { literal: template }),
  };
  return { value, issues: split.issues };
}

export function resolveStatement(statement: Assignment | BareName, scope: Scope): Resolution {
  if (statement.kind === 'bare-name') return { value: null };
  const { template, span } = statement.value;
  const value = interpolate(template, scope);
  if (value !== undefined) return { value };
  return { value: template, issues: [issue('syntax/value-too-long', span)] };
}

/** One pass from left to right; a name may hold anything but `}` and `:`, a default anything but `}`. */
function interpolate(template: string, scope: Scope): string | undefined {
  const source = createSource(template);
  let result = '';
  let taken = 0;
  let offset = template.indexOf('${');
  while (offset >= 0 && result.length <= LONGEST_VALUE) {
    const reference = readReference(source, offset);
    if (reference) {
      const { name, fallback, end } = reference;
      result += template.slice(taken, offset) + lookUp(name, fallback, scope);
      taken = end;
    }
    offset = template.indexOf('${', reference?.end ?? offset + 1);
  }
  return result.length > LONGEST_VALUE ? undefined : result + template.slice(taken);
}

function readReference(source: Source, start: number) {
  const brace = source.find('}', start + 2);
  if (brace < 0) return undefined;
  const colon = source.find(':', start + 2);
  const { text } = source;
  if (colon < 0 || colon > brace) return { name: text.slice(start + 2, brace), fallback: '', end: brace + 1 };
  if (text[colon + 1] !== '-') return undefined;
  return { name: text.slice(start + 2, colon), fallback: text.slice(colon + 2, brace), end: brace + 1 };
}

/** The file wins over the environment, and a name without a value is empty. */
function lookUp(name: string, fallback: string, { values, environment }: Scope): string {
  const own = values.get(name);
  return own === undefined ? (environment.get(name) ?? fallback) : (own ?? '');
}
