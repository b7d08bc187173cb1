/** What there is to know of the key, value or reference under the cursor, in Markdown. */
import type { Entry } from '../document/document.ts';
import type { Span } from '../text/text.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import { looksSecret } from '../validation/secret-name.ts';
import type { Setting } from '../validation/settings.ts';
import { isName } from './completion-missing.ts';
import { fieldPathOf, unitAt } from './completion-subject.ts';
import { documentField } from './field-documentation.ts';
import type { PageOf } from './field-documentation-rules.ts';
import { entryAt } from './hover-entry.ts';
import { describeEnvironments, describeReuse, otherEnvironments, reuseOf } from './hover-environments.ts';
import { hoverReference } from './hover-reference.ts';
import { hoverWaiver } from './hover-waiver.ts';
import { blocks, code, plain } from './markdown.ts';

export interface Hover {
  /** Of the key, the value, the reference or the rule's id. */
  readonly span: Span;
  readonly markdown: string;
}

export interface HoverContext {
  readonly checked: Checked;
  readonly offset: number;
  /** The other environments' files, nearest first. */
  readonly siblings: readonly Checked[];
  readonly pageOf: PageOf;
}

/** Undefined where there is nothing to say. No secret's value is in it. */
export function hoverAt(context: HoverContext): Hover | undefined {
  const { checked, offset } = context;
  const waiver = hoverWaiver(context);
  if (waiver) return waiver;
  const found = entryAt(checked.document, offset);
  if (!found) return undefined;
  const { entry, names, span } = found;
  const isValue = span.start !== entry.keySpan.start;
  const reference = isValue ? hoverReference(entry, offset, checked) : undefined;
  if (reference) return reference;
  const unit = unitAt(checked, offset);
  const path = unit && fieldPathOf(names, unit);
  const markdown =
    unit && path !== undefined ? ofField(entry, path, unit, context) : ofStranger(entry, context);
  return markdown === '' ? undefined : { span, markdown };
}

function ofField(entry: Entry, path: string, unit: CheckedUnit, context: HoverContext): string {
  const { siblings, pageOf } = context;
  const setting = unit.byPath.get(path.toLowerCase());
  const own = setting?.keySpan.start === entry.keySpan.start ? setting : undefined;
  const isGroup = unit.compiled.groups.has(path.toLowerCase());
  const known = documentField(path, { unit, pageOf });
  const environments = isGroup ? [] : otherEnvironments(path, own ?? setting, unit, siblings);
  return blocks(
    unit.compiled.fields.has(path.toLowerCase()) || isGroup
      ? known
      : blocks(strangerHeading(path, unit, setting), known),
    environment(unit),
    own && describeReuse(reuseOf(own, unit, siblings)),
    describeEnvironments(environments, setting !== undefined),
    disagreements(entry, context),
  );
}

function environment(unit: CheckedUnit): string {
  return unit.environment === undefined ? '' : `Checked here as **${plain(unit.environment)}**.`;
}

function strangerHeading(path: string, { compiled }: CheckedUnit, setting: Setting | undefined): string {
  const facts = [
    ...(compiled.schema ? ['not in the schema'] : []),
    ...(setting?.secret ? ['**secret**, by its name or look'] : []),
  ];
  return blocks(nameOf(path), facts.join(' · '));
}

/** What stands behind an open quote can look like a key, and be anybody's secret. */
function nameOf(key: string): string {
  return isName(key) ? `**${code(key)}**` : '**This key**';
}

/** No profile governs it: only what its readers make of it. */
function ofStranger(entry: Entry, context: HoverContext): string {
  const said = disagreements(entry, context);
  if (context.checked.document.format !== 'dotenv') return '';
  const text = entry.value.kind === 'scalar' ? String(entry.value.value ?? '') : '';
  const secret = looksSecret(entry.key, text) ? '**secret**, by its name or look' : '';
  return said === '' && secret === '' ? '' : blocks(nameOf(entry.key), secret, said);
}

/** The check has compared the dialects already, and masked what is secret. */
function disagreements(entry: Entry, { checked }: HoverContext): string {
  const lines = checked.findings
    .filter(({ kind, span }) => kind === 'portability' && overlaps(span, entry.span))
    .map(({ message }) => plain(message));
  return lines.join('\n\n');
}

function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
