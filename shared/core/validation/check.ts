/** The main flow: text → document → settings → findings. Pure; the editor, the command line and a test share it. */
import type { Document } from '../document/document.ts';
import { formatOf, parseDocument } from '../document/parse.ts';
import { type BindingContext, bindUnit } from './bind.ts';
import { environmentFindings } from './environment.ts';
import { fallbackFindings, productionFallbackFindings } from './fallback.ts';
import type { Finding } from './finding.ts';
import type { Governance } from './project.ts';
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
  readonly text: string;
  readonly governance: Governance;
  readonly now: Date;
}

export interface CheckedUnit extends Unit {
  /** The rules that apply, held or violated. */
  readonly outcomes: readonly RuleOutcome[];
}

export interface Checked {
  readonly path: string;
  readonly document: Document;
  readonly governance: Governance;
  /** Of the file's first document. */
  readonly environment?: string;
  /** All of them, shadowed ones too, in source order. */
  readonly findings: readonly Finding[];
  /** One for each YAML document; one for a dotenv file; none when no project governs the file. */
  readonly units: readonly CheckedUnit[];
}

/** Takes any text at all; what is wrong with it is in the findings. */
export function checkText(input: CheckInput): Checked {
  const { path, text, governance } = input;
  const dialect = governance.dialects[0] ?? 'dotenv';
  const document = parseDocument(text, { format: formatOf(path) ?? 'dotenv', dialect });
  const { units, findings } = checkUnits(document, input);
  const settings = units.flatMap(unit => unit.settings);
  const environment = units.length > 0 ? units[0]?.environment : governance.environment;
  const ordered = [...textFindings(document, governance, settings), ...findings].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return { path, document, governance, ...(environment && { environment }), findings: ordered, units };
}

function checkUnits(
  document: Document,
  { path, governance, now }: CheckInput,
): { readonly units: readonly CheckedUnit[]; readonly findings: readonly Finding[] } {
  const { project } = governance;
  if (!project) return { units: [], findings: [] };
  const waivers = waiversInForce(document, project, path, now);
  const context: BindingContext = { document, governance, project };
  const roots = document.roots.length > 0 ? document.roots : [undefined];
  const units = roots.map(root => {
    const unit = bindUnit(root, context);
    return { ...unit, outcomes: runRules(unit, waivers.byRule) };
  });
  const outcomes = units.flatMap(unit => unit.outcomes);
  const findings = [
    ...units.flatMap(unit => unitFindings(unit, governance)),
    ...inlineWaiverFindings(waivers, outcomes, project, now),
  ];
  return { units, findings };
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
  ];
}
