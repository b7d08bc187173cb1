/** The main flow: text → document → settings → findings. Pure; the editor, the command line and a test share it. */
import type { Document, Node } from '../document/document.ts';
import { formatOf, parseDocument } from '../document/parse.ts';
import { environmentFindings, environmentOf } from './environment.ts';
import { fallbackFindings } from './fallback.ts';
import type { Finding } from './finding.ts';
import type { Governance, Project } from './project.ts';
import { ruleFindings } from './rule-findings.ts';
import { type RuleOutcome, runRules } from './rules.ts';
import { schemaFindings } from './schema-findings.ts';
import { bindSettings } from './settings.ts';
import { textFindings } from './text-findings.ts';
import type { Unit } from './unit.ts';
import { buildValues, omittedDefaults, withDefaults } from './values.ts';

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
export function checkText({ path, text, governance, now }: CheckInput): Checked {
  const format = formatOf(path) ?? 'dotenv';
  const dialect = governance.dialects[0] ?? 'dotenv';
  const document = parseDocument(text, { format, dialect });
  const units = governance.project ? unitsOf(document, governance, governance.project) : [];
  const findings = [
    ...textFindings(document, governance, units),
    ...units.flatMap(unit => unitFindings(unit, governance, { path, now })),
  ];
  const environment = units.length > 0 ? units[0]?.environment : governance.environment;
  const ordered = findings.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { path, document, governance, ...(environment && { environment }), findings: ordered, units };
}

function unitsOf(document: Document, governance: Governance, project: Project): CheckedUnit[] {
  const roots: readonly (Node | undefined)[] = document.roots.length > 0 ? document.roots : [undefined];
  return roots.map(root => checkedUnit(root, document, governance, project));
}

function checkedUnit(
  root: Node | undefined,
  document: Document,
  governance: Governance,
  project: Project,
): CheckedUnit {
  const { profile, compiled } = project;
  const map = governance.map && { map: governance.map };
  const binding = { document, prefix: profile.prefix, delimiter: profile.delimiter, compiled, ...map };
  const settings = bindSettings(root, binding);
  const byPath = new Map(settings.map(setting => [setting.path.toLowerCase(), setting]));
  const values = buildValues(settings);
  const omitted = omittedDefaults(values.tree, compiled);
  const unit: Unit = {
    document,
    project,
    compiled,
    root: root?.kind === 'map' ? root : undefined,
    environment: environmentOf(byPath, governance, profile, document),
    settings,
    byPath,
    values,
    omitted,
    effective: withDefaults(values.tree, omitted),
    ...map,
  };
  return { ...unit, outcomes: runRules(unit) };
}

function unitFindings(
  unit: CheckedUnit,
  governance: Governance,
  place: { readonly path: string; readonly now: Date },
): Finding[] {
  const rules = ruleFindings(unit, place);
  const broken = new Set(rules.flatMap(finding => finding.field ?? []));
  const schema = schemaFindings(unit).map(finding =>
    finding.field !== undefined && broken.has(finding.field) ? { ...finding, shadowed: true } : finding,
  );
  return [...schema, ...rules, ...fallbackFindings(unit), ...environmentFindings(unit, governance)];
}
