/** Writes into a manifest which ledger is its own, and changes nothing else of it. */
import type { Entry, MapNode } from '../document/document.ts';
import { parseYaml } from '../document/yaml.ts';
import { spanOf, type TextEdit } from '../text/text.ts';
import { endOfLine, lineBreakOf } from '../validation/lines.ts';

export interface Pin {
  /** UUID. */
  readonly id: string;
  /** `sha256:` + hex of the first event. */
  readonly genesis: string;
}

/** Undefined when the manifest is no mapping, or something else than a mapping stands under `ledger`. */
export function pinLedger(text: string, pin: Pin): TextEdit[] | undefined {
  const { roots, problems } = parseYaml(text);
  const [root] = roots;
  if (problems.some(({ severity }) => severity === 'error') || (root && root.kind !== 'map'))
    return undefined;
  const entry = root?.entries.findLast(({ key }) => key === 'ledger');
  if (!entry) return [atEnd(text, pin)];
  if (entry.value.kind === 'map') return intoMap(entry.value, text, pin);
  if (entry.value.kind !== 'scalar' || entry.value.value !== null) return undefined;
  const at = endOfLine(text, entry.keySpan.end);
  return [
    {
      span: spanOf(at, at),
      newText: linesOf(pin, '  ')
        .map(line => lineBreakOf(text) + line)
        .join(''),
    },
  ];
}

function atEnd(text: string, pin: Pin): TextEdit {
  const lineBreak = lineBreakOf(text);
  const before = text === '' || /[\r\n]$/.test(text) ? '' : lineBreak;
  const lines = [
    ...(text === '' ? [] : ['']),
    '# The ledger of approved versions, known by its first event. Who changes this line changes whom everybody trusts.',
    'ledger:',
    ...linesOf(pin, '  '),
  ];
  return {
    span: spanOf(text.length, text.length),
    newText: before + lines.map(line => line + lineBreak).join(''),
  };
}

/** A value that is there is replaced; one that is missing becomes the first of its mapping. */
function intoMap(map: MapNode, text: string, pin: Pin): TextEdit[] {
  const present = (key: string): Entry | undefined => map.entries.findLast(each => each.key === key);
  const replaced = Object.entries(pin).flatMap(([key, value]): TextEdit[] => {
    const entry = present(key);
    return entry ? [{ span: entry.value.span, newText: value }] : [];
  });
  const missing = Object.entries(pin).filter(([key]) => !present(key));
  if (missing.length === 0) return replaced;
  const isFlow = text[map.span.start] === '{';
  const start = isFlow ? map.span.start + 1 : (map.entries[0]?.span.start ?? map.span.start);
  const indent = /[^\r\n]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const separator = isFlow ? (map.entries.length > 0 ? ', ' : '') : lineBreakOf(text) + indent;
  const added = missing.map(([key, value]) => `${key}: ${value}`);
  const newText = isFlow ? added.join(', ') + separator : added.map(line => line + separator).join('');
  return [{ span: spanOf(start, start), newText }, ...replaced];
}

function linesOf({ id, genesis }: Pin, indent: string): string[] {
  return [`${indent}id: ${id}`, `${indent}genesis: ${genesis}`];
}
