/** What one file says of one field: enough to compare it with another file, and nothing of a secret. */
import type { Node } from '../document/document.ts';
import { toJson } from '../document/json.ts';
import type { JsonValue } from '../profile/profile.ts';
import { MASK } from '../report/report.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Span } from '../text/text.ts';
import type { SchemaFields } from '../validation/schema-fields.ts';
import { containsSecret } from '../validation/secret-name.ts';
import type { Setting } from '../validation/settings.ts';
import { shownValue } from '../validation/shown-value.ts';
import { hasInnerCut, secretIdentity, shownSecret } from './secret-identity.ts';
import { shorten } from './shorten.ts';
import type { ReadFile } from './side.ts';
import { cutsIn, writtenMasked } from './written.ts';

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
  /** Of the key by which the secrets in it are named; null when no secret stands in it. */
  readonly generation: number | null;
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
  readonly fields: SchemaFields;
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
    generation: holdsCut ? side.file.generation : null,
    identity: secret ? secretIdentity(node, side) : plain,
    value: secret || isOpen ? undefined : value,
    get shown() {
      if (secret) return shorten(shownSecret(node, side), LONGEST_SHOWN);
      return shorten(canonicalJson(shownValue(said, named.field, fields)), LONGEST_SHOWN);
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
  return containsSecret(written) ? MASK : shorten(written, LONGEST_SHOWN);
}

/** Whether it is made of a variable that is secret: what is read there then holds that one's value. */
export function refers(node: Node, isSecretName: (name: string) => boolean): boolean {
  if (node.kind === 'scalar') return node.references.some(({ name }) => isSecretName(name));
  if (node.kind === 'list') return node.items.some(item => refers(item, isSecretName));
  return node.entries.some(({ value }) => refers(value, isSecretName));
}
