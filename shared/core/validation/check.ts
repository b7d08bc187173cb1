/** The main flow: text → document → settings → findings. Pure; the editor, the command line and a test share it. */
import type { Document } from '../document/document.ts';
import { formatOf, type ParsedDocument, parseDocument, updateDocument } from '../document/parse.ts';
import type { Change } from '../text/change.ts';
import type { LinedText } from '../text/lined-text.ts';
import { type BindingContext, bindUnit, type Root } from './bind.ts';
import { environmentFindings } from './environment.ts';
import { fallbackFindings, productionFallbackFindings } from './fallback.ts';
import type { Finding } from './finding.ts';
import { nameFindings } from './name-findings.ts';
import type { Governance } from './project.ts';
import { projectFindings } from './project-findings.ts';
import { referenceFindings } from './reference-findings.ts';
import { ruleFindings } from './rule-findings.ts';
import { type RuleOutcome, runRules } from './rules.ts';
import { schemaFindings } from './schema-findings.ts';
import { textFindings } from './text-findings.ts';
import type { Unit } from './unit.ts';
import { inlineWaiverFindings, waiversInForce } from './waive.ts';

export interface CheckInput {
  /** Relative to the manifest's folder, `/` between parts. */
  readonly path: string;
  readonly text: string | LinedText;
  readonly governance: Governance;
  readonly now: Date;
  /** The check of the text before it was edited. What has not changed since is not looked at again. */
  readonly previous?: Checked | undefined;
  /** What has changed since, when that is known already. */
  readonly change?: Change | undefined;
}

export interface CheckedUnit extends Unit {
  /** The rules that apply, held or violated. */
  readonly outcomes: readonly RuleOutcome[];
}

export interface Checked {
  readonly path: string;
  readonly document: ParsedDocument;
  readonly governance: Governance;
  /** Of the file's first document. */
  readonly environment?: string;
  /** All of them, shadowed ones too, in source order. */
  readonly findings: readonly Finding[];
  /** One for each YAML document; one for a dotenv file; none when no project governs the file. */
  readonly units: readonly CheckedUnit[];
}

/** Takes any text at all; what is wrong with it is in the findings. With `previous` the result is the same as without. */
export function checkText(input: CheckInput): Checked {
  const { path, governance } = input;
  const previous = isUsable(input.previous, input) ? input.previous : undefined;
  const document = readDocument(input, previous);
  const { units, findings } = checkUnits(document, input, previous);
  const environment = units.length > 0 ? units[0]?.environment : governance.environment;
  const ordered = [...textFindings(document, governance, units), ...findings].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return { path, document, governance, ...(environment && { environment }), findings: ordered, units };
}

/** Whether it was read and bound in the same way. */
function isUsable(previous: Checked | undefined, { path, governance }: CheckInput): boolean {
  return (
    previous?.path === path &&
    previous.governance.project === governance.project &&
    previous.governance.map === governance.map &&
    previous.governance.dialects[0] === governance.dialects[0]
  );
}

function readDocument(input: CheckInput, previous: Checked | undefined): ParsedDocument {
  const { path, text, governance, change } = input;
  if (previous) return updateDocument(previous.document, text, change);
  const dialect = governance.dialects[0] ?? 'dotenv';
  return parseDocument(text, { format: formatOf(path) ?? 'dotenv', dialect });
}

function checkUnits(
  document: Document,
  { path, governance, now }: CheckInput,
  previous: Checked | undefined,
): { readonly units: readonly CheckedUnit[]; readonly findings: readonly Finding[] } {
  const { project } = governance;
  if (!project) return { units: [], findings: [] };
  const waivers = waiversInForce(document, project, path, now);
  const context: BindingContext = { document, governance, project };
  const roots = rootsOf(document);
  const isOne = roots.length === 1 && previous?.units.length === 1;
  const units = roots.map((root): CheckedUnit => {
    const unit = bindUnit(root, context, isOne ? previous.units[0]?.memory : undefined);
    return Object.assign(unit, { outcomes: runRules(unit, waivers.byRule) });
  });
  const outcomes = units.flatMap(unit => unit.outcomes);
  const findings = [
    ...units.flatMap(unit => unitFindings(unit, governance)),
    ...projectFindings(project, document),
    ...inlineWaiverFindings(waivers, outcomes, project, now),
  ];
  return { units, findings };
}

function rootsOf(document: Document): readonly Root[] {
  if (document.blocks.length > 0) return ['blocks'];
  return document.roots.length > 0 ? document.roots : [undefined];
}

function unitFindings(unit: CheckedUnit, governance: Governance): Finding[] {
  const rules = ruleFindings(unit);
  const violated = new Set(rules.flatMap(({ field, waivedBy }) => (waivedBy ? [] : (field ?? []))));
  const schema = schemaFindings(unit).map(finding =>
    finding.field !== undefined && violated.has(finding.field) ? { ...finding, shadowed: true } : finding,
  );
  return [
    ...schema,
    ...rules,
    ...fallbackFindings(unit),
    ...productionFallbackFindings(unit),
    ...environmentFindings(unit, governance),
    ...referenceFindings(unit),
    ...nameFindings(unit, schema),
  ];
}
