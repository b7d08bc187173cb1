/** What one file says of one field: enough to compare it with another file, and nothing of a secret. */
import { spansOfValue } from '../assist/secret-spans.ts';
import type { Node, ScalarNode } from '../document/document.ts';
import { setOwn, toJson } from '../document/json.ts';
import type { JsonValue } from '../profile/profile.ts';
import { MASK } from '../report/report.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Span } from '../text/text.ts';
import type { FieldSchema } from '../validation/field-schema.ts';
import { containsSecret } from '../validation/secret-name.ts';
import type { Setting } from '../validation/settings.ts';
import { shownValue } from '../validation/shown-value.ts';
import type { ReadFile } from './side.ts';
import { cutsIn, writtenMasked, writtenWith } from './written.ts';

export interface FieldState {
  /** The file's path. */
  readonly file: string;
  /** Which of the file's YAML documents, from 0. */
  readonly part: number;
  /** Dotted path; of what no setting binds its name in the file. */
  readonly field: string;
  /** False: nothing of the profile's. A variable without the prefix, a path that is not mapped. */
  readonly governed: boolean;
  readonly secret: boolean;
  /** Same identity, same value, however it is spelled. Undefined: a secret that nobody can compare. */
  readonly identity: string | undefined;
  /** Undefined: it is secret, or only another environment or a program could say. */
  readonly value: JsonValue | undefined;
  /** Canonical JSON, `••••` for what is secret of it; at most `LONGEST_SHOWN` long. */
  readonly shown: string;
  /** The value as it is written, `••••` for what is secret of it. */
  readonly written: string;
  readonly span: Span;
  readonly keySpan: Span;
  readonly setting?: Setting;
}

/** UTF-16 code units of a value that is shown. */
const LONGEST_SHOWN = 1000;

export type Named = Pick<FieldState, 'file' | 'part' | 'field' | 'governed' | 'keySpan'> & {
  readonly setting?: Setting;
  readonly node: Node;
};

export interface StateContext {
  readonly side: ReadFile;
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** Whether a variable of this name holds a secret, so that what is made of it does too. */
  readonly isSecretName: (name: string) => boolean;
}

/** How it is shown is computed when it is asked for: most fields do not differ. */
export function stateOf({ node, setting, ...named }: Named, context: StateContext): FieldState {
  const { side, fields } = context;
  const refersToSecret = refers(node, context.isSecretName);
  const holdsCut = cutsIn(node.span, side).length > 0 || hasInnerCut(node, side);
  const secret = setting?.secret === true || refersToSecret || holdsCut;
  const value = setting ? setting.value : toJson(node);
  const isOpen = setting?.doubt === 'reference' || setting?.doubt === 'command';
  const said = isOpen ? withoutQuotes(writtenMasked(node.span, side)) : value;
  const plain = `${isOpen ? 'open:' : ''}${canonicalJson(said)}`;
  return {
    ...named,
    secret,
    identity: secret ? secretIdentity(node, side) : plain,
    value: secret || isOpen ? undefined : value,
    get shown() {
      if (secret) return shownSecret(node, side);
      return shorten(canonicalJson(shownValue(said, named.field, fields)));
    },
    get written() {
      return shownAsWritten(node.span, side);
    },
    span: node.span,
    ...(setting && { setting }),
  };
}

/** What another environment or a program would say is compared as it is written. */
function withoutQuotes(written: string): string {
  return /^(["'])[\s\S]*\1$/.test(written) ? written.slice(1, -1) : written;
}

function shownAsWritten(span: Span, side: ReadFile): string {
  const written = writtenMasked(span, side);
  return containsSecret(written) ? MASK : shorten(written);
}

/** A list or mapping with some secrets in it is told apart from another by the rest and their fingerprints. */
function secretIdentity(node: Node, side: ReadFile): string | undefined {
  const tree = withSecrets(node, side, index => side.fingerprints[index] ?? undefined);
  return tree === undefined ? undefined : secretIdentityOf(tree);
}

/** No value has the same: it is no JSON. */
export function secretIdentityOf(tree: JsonValue): string {
  return `secret:${canonicalJson(tree)}`;
}

function shownSecret(node: Node, side: ReadFile): string {
  if (node.kind === 'scalar') return hidesNothing(node) ? canonicalJson(node.value) : MASK;
  return shorten(canonicalJson(withSecrets(node, side, () => MASK) ?? MASK));
}

/** A secret that is empty, or a switch. */
function hidesNothing({ value, references }: ScalarNode): boolean {
  return references.length === 0 && (value === null || value === '' || typeof value === 'boolean');
}

/** The value with something in the place of each secret; undefined when there is nothing for one of them. */
function withSecrets(
  node: Node,
  side: ReadFile,
  instead: (index: number) => string | undefined,
): JsonValue | undefined {
  if (node.kind === 'scalar') return scalarWithSecrets(node, side, instead);
  if (node.kind === 'list') {
    const items = node.items.map(item => withSecrets(item, side, instead));
    return items.every(item => item !== undefined) ? items : undefined;
  }
  const object: Record<string, JsonValue> = {};
  for (const { key, value } of node.entries) {
    const inner = withSecrets(value, side, instead);
    if (inner === undefined) return undefined;
    setOwn(object, key, inner);
  }
  return object;
}

function scalarWithSecrets(
  node: ScalarNode,
  side: ReadFile,
  instead: (index: number) => string | undefined,
): JsonValue | undefined {
  const cuts = cutsIn(node.span, side);
  const [first] = cuts;
  if (first === undefined) return node.references.length > 0 ? writtenMasked(node.span, side) : node.value;
  const [whole = node.span] = spansOfValue(node, side.checked.document);
  const place = side.places[first];
  if (place && place.start <= whole.start && place.end >= whole.end) return instead(first);
  const all = cuts.map(instead);
  if (all.some(each => each === undefined)) return undefined;
  return writtenWith(whole, side, index => `\u0000${all[cuts.indexOf(index)]}\u0000`);
}

function hasInnerCut(node: Node, side: ReadFile): boolean {
  if (node.kind === 'scalar') return cutsIn(node.span, side).length > 0;
  if (node.kind === 'list') return node.items.some(item => hasInnerCut(item, side));
  return node.entries.some(({ value }) => hasInnerCut(value, side));
}

/** Whether it is made of a variable that is secret: what is read there then holds that one's value. */
export function refers(node: Node, isSecretName: (name: string) => boolean): boolean {
  if (node.kind === 'scalar') return node.references.some(({ name }) => isSecretName(name));
  if (node.kind === 'list') return node.items.some(item => refers(item, isSecretName));
  return node.entries.some(({ value }) => refers(value, isSecretName));
}

function shorten(text: string): string {
  return text.length > LONGEST_SHOWN ? `${wellFormed(text.slice(0, LONGEST_SHOWN - 1))}…` : text;
}

/** Without half a character at its end. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
