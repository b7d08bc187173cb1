/** Completes `${NAME}` in dotenv values by the names that the file sets. */

import type { DialectName } from '../document/dialect.ts';
import { dialectReader } from '../document/dialects/all.ts';
import { type Span, spanOf } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { type Completion, replace } from './completion-item.ts';
import type { ValuePlace } from './completion-place.ts';

interface ReferencePlace {
  readonly token: Span;
  /** An operator and what is behind it stay. */
  readonly isNameOnly: boolean;
}

/** Undefined when the cursor is not behind a dollar sign. */
export function referencePlace(place: ValuePlace, text: string, offset: number): ReferencePlace | undefined {
  if (place.quote === "'") return undefined;
  const written = place.references.find(
    ({ nameSpan, operator }) => operator && offset >= nameSpan.start && offset <= nameSpan.end,
  );
  if (written) return { token: written.nameSpan, isNameOnly: true };
  const before = /(?<!\\)\$\{?[A-Za-z0-9_]*$/.exec(text.slice(place.token.start, offset));
  if (!before) return undefined;
  const isBraced = before[0].startsWith('${');
  const behind = (isBraced ? /^[A-Za-z0-9_]*\}?/ : /^[A-Za-z0-9_]*/).exec(
    text.slice(offset, place.token.end),
  );
  return {
    token: spanOf(offset - before[0].length, offset + (behind?.[0].length ?? 0)),
    isNameOnly: false,
  };
}

/** `own`: the key whose value it is, which cannot refer to itself. */
export function completeReferences(
  { token, isNameOnly }: ReferencePlace,
  own: string,
  { document, units, governance }: Checked,
): readonly Completion[] {
  const root = document.roots[0];
  const entries = root?.kind === 'map' ? root.entries : [];
  const secrets = new Map(units.flatMap(unit => unit.settings.map(({ name, secret }) => [name, secret])));
  const names = new Map(
    entries.filter(({ key }) => key !== own && /^[A-Za-z_]\w*$/.test(key)).map(entry => [entry.key, entry]),
  );
  const documentation = whoReplaces(governance.dialects);
  return [...names].map(([name, { keySpan }], index) => {
    const isAbove = keySpan.start < token.start;
    const written = isNameOnly ? name : `\${${name}}`;
    return {
      label: written,
      kind: 'reference',
      ...(secrets.get(name) && { detail: 'secret' }),
      edit: replace(token, written),
      filter: written,
      sort: `${isAbove ? 0 : 1}${String(index).padStart(5, '0')}`,
      documentation: isAbove
        ? documentation
        : `${documentation}\n\nIt is set further down: most readers only know what stands above.`,
    };
  });
}

export function whoReplaces(dialects: readonly DialectName[]): string {
  const readers = dialects.map(dialectReader);
  const titles = (replaces: boolean): string =>
    readers
      .filter(reader => (reader.resolve !== undefined) === replaces)
      .map(({ title }) => title)
      .join(', ');
  const [yes, no] = [titles(true), titles(false)];
  const parts = [yes !== '' && `Replaced by ${yes}.`, no !== '' && `Left as it stands by ${no}.`];
  return parts.filter(Boolean).join(' ');
}
