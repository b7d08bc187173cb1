/** Adds a waiver to a manifest's `waivers`, in the hand of those that are there. */
import type { ListNode, Node } from '../document/document.ts';
import { parseYaml } from '../document/yaml.ts';
import { spanOf, type TextEdit } from '../text/text.ts';
import { endOfLine, lineBreakOf } from '../validation/lines.ts';
import { wholeLine } from './remove-entry.ts';
import type { NewWaiver } from './waive.ts';

/** `file`: relative to the manifest's folder. Undefined when the manifest cannot be added to. */
export function waiveInManifest(text: string, file: string, waiver: NewWaiver): TextEdit[] | undefined {
  const { roots, problems } = parseYaml(text);
  const [root] = roots;
  if (problems.some(({ severity }) => severity === 'error') || (root && root.kind !== 'map'))
    return undefined;
  const entry = root?.entries.findLast(({ key }) => key === 'waivers');
  if (!entry) return [atEnd(text, ['waivers:', ...itemLines(waiver, file, '  ')])];
  if (entry.value.kind === 'list') return [intoList(entry.value, text, file, waiver)];
  if (!isEmpty(entry.value)) return undefined;
  const newText = `${lineBreakOf(text)}${itemLines(waiver, file, '  ').join(lineBreakOf(text))}`;
  const at = Math.max(entry.value.span.end, entry.keySpan.end + 1);
  return [{ span: spanOf(entry.keySpan.end + 1, at), newText }];
}

function intoList({ items, span }: ListNode, text: string, file: string, waiver: NewWaiver): TextEdit {
  const last = items.at(-1);
  if (text[span.start] === '[') {
    const at = last ? last.span.end : span.start + 1;
    return { span: spanOf(at, at), newText: `${last ? ', ' : ''}${flowItem(waiver, file)}` };
  }
  const start = items[0]?.span.start ?? span.start;
  const indent = /^[ \t]*/.exec(text.slice(wholeLine(text, start).start, start))?.[0] ?? '';
  const at = endOfLine(text, last?.span.end ?? span.end);
  const lines = itemLines(waiver, file, indent);
  return { span: spanOf(at, at), newText: lines.map(line => lineBreakOf(text) + line).join('') };
}

function atEnd(text: string, lines: readonly string[]): TextEdit {
  const lineBreak = lineBreakOf(text);
  const before = text === '' || /[\r\n]$/.test(text) ? '' : lineBreak;
  const newText = before + lines.map(line => line + lineBreak).join('');
  return { span: spanOf(text.length, text.length), newText };
}

function itemLines({ rule, until, reason }: NewWaiver, file: string, indent: string): string[] {
  const rest = [`files: [${patternFor(file)}]`, `until: ${until}`, `reason: ${JSON.stringify(reason)}`];
  return [`${indent}- rule: ${rule}`, ...rest.map(line => `${indent}  ${line}`)];
}

function flowItem({ rule, until, reason }: NewWaiver, file: string): string {
  return `{rule: ${rule}, files: [${patternFor(file)}], until: ${until}, reason: ${JSON.stringify(reason)}}`;
}

/** A glob that matches the path; any one character stands for what globs give a meaning. */
function patternFor(file: string): string {
  return JSON.stringify(file.replace(/[[\]{}*?!\\]/g, '?'));
}

function isEmpty(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}
