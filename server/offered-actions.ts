/** The code actions for a stretch of a document, from its check: fixes, waivers, pages. Edits come when one is chosen. */
import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver/node';
import { CodeActionKind } from 'vscode-languageserver/node';
import { hasSafeFixes } from '../shared/core/assist/fix-all.ts';
import { fixesFor } from '../shared/core/assist/fixes.ts';
import type { Range } from '../shared/core/text/text.ts';
import type { Finding } from '../shared/core/validation/finding.ts';
import type { FixChoice, WaiveTarget } from '../shared/protocol.ts';
import type { Client } from './client.ts';
import type { Analysis, FileCheck } from './file-check.ts';
import { driftActions } from './ledger/drift-actions.ts';
import { pageOf } from './pages.ts';

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.secureConfig`;
/** `Add N missing keys`: the person may have to fill in values, so it is not a fix that anybody runs unasked. */
export const ADD_MISSING_KIND = `${CodeActionKind.Source}.addMissing.secureConfig`;
export const FIX_ALL_ID = 'fix-all';

/** Findings whose fixes are listed at once: somebody may select the whole of a long file. */
const MOST_FINDINGS = 50;

interface Asked {
  readonly check: FileCheck;
  readonly analysis: Analysis;
  readonly parameters: CodeActionParams;
  readonly client: Client;
  readonly packageFolder: string;
}

/** A code action whose edit is worked out from its `data` when it is chosen. */
export type OfferedAction = CodeAction & { readonly data?: FixChoice };

export function offeredActions(asked: Asked): OfferedAction[] {
  const { only } = asked.parameters.context;
  const quick = isAsked(CodeActionKind.QuickFix, only) ? quickFixes(asked) : [];
  const all = only !== undefined && isAsked(FIX_ALL_KIND, only) ? fixAllActions(asked, FIX_ALL_KIND) : [];
  const missing = only !== undefined && isAsked(ADD_MISSING_KIND, only) ? addMissingActions(asked) : [];
  return [...quick, ...all, ...missing];
}

export function isAsked(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some(asked => asked === '' || `${kind}.`.startsWith(`${asked}.`));
}

function quickFixes(asked: Asked): OfferedAction[] {
  const findings = findingsAt(asked);
  const fixes = mergedById(findings.flatMap(finding => fixActions(finding, asked)));
  const isMending = fixes.length > 0;
  return [
    ...fixes,
    ...(isMending ? fixAllActions(asked, CodeActionKind.QuickFix, 2) : []),
    ...mergedById(driftActionsAt(asked)),
    ...findings.flatMap(finding => waiveAction(finding, asked)),
    ...mergedById(findings.flatMap(finding => pageAction(finding, asked))),
  ];
}

function driftActionsAt(asked: Asked): OfferedAction[] {
  const { analysis, check, client, parameters } = asked;
  const { lines } = analysis.checked.document;
  const { start, end } = parameters.range;
  return driftActions({
    analysis,
    span: { start: lines.offsetAt(start), end: lines.offsetAt(end) },
    uri: check.uri,
    prompts: client.prompts,
    choiceOf: (code, id) => choiceOf(code, id, asked),
    diagnosticsOf: finding => diagnosticsOf(finding, asked),
  });
}

/** Those that touch the range, as they are shown. */
function findingsAt({ analysis, parameters: { range } }: Asked): readonly Finding[] {
  const { lines } = analysis.checked.document;
  const start = lines.offsetAt(range.start);
  const end = lines.offsetAt(range.end);
  return analysis.findings
    .filter(({ shadowed, span }) => !shadowed && span.start <= end && span.end >= start)
    .slice(0, MOST_FINDINGS);
}

function fixActions(finding: Finding, asked: Asked): OfferedAction[] {
  if (finding.waivedBy) return [];
  const fixes = fixesFor(finding, asked.analysis.checked, new Date());
  const preferred = fixes.find(({ removes }) => removes);
  return fixes.map(fix => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticsOf(finding, asked),
    ...(fix === preferred && { isPreferred: true }),
    data: choiceOf(finding.code, fix.id, asked),
  }));
}

function fixAllActions(asked: Asked, kind: string, least = 1): OfferedAction[] {
  const shown = new Set(asked.analysis.findings);
  const isShown = (finding: Finding): boolean => shown.has(finding);
  if (!hasSafeFixes(asked.analysis.checked, least, { isShown, now: new Date() })) return [];
  return [{ title: 'Fix all safe problems', kind, data: choiceOf('', FIX_ALL_ID, asked) }];
}

/** One for each YAML document in which more than one key is missing. */
function addMissingActions(asked: Asked): OfferedAction[] {
  const { checked, findings } = asked.analysis;
  const lacking = findings.filter(({ missing }) => missing !== undefined).slice(0, MOST_FINDINGS);
  const actions = lacking.flatMap(finding =>
    fixesFor(finding, checked, new Date())
      .filter(({ mendsMany }) => mendsMany)
      .map(({ title, id }) => ({ title, kind: ADD_MISSING_KIND, data: choiceOf(finding.code, id, asked) })),
  );
  return mergedById(actions);
}

function waiveAction(finding: Finding, asked: Asked): OfferedAction[] {
  if (finding.kind !== 'rule' || finding.waivedBy) return [];
  const { check, client, analysis } = asked;
  const { line } = analysis.checked.document.lines.positionAt(finding.span.start);
  const action = { kind: CodeActionKind.QuickFix, diagnostics: diagnosticsOf(finding, asked) };
  if (!client.prompts) {
    const title = `Waive ${finding.code}: write down why`;
    return [{ ...action, title, data: choiceOf(finding.code, waiveId(line), asked) }];
  }
  const target: WaiveTarget = { uri: check.uri, rule: finding.code, line };
  const title = `Waive ${finding.code}…`;
  return [{ ...action, title, command: { title, command: 'secureConfig.waive', arguments: [target] } }];
}

/** Of a waiver whose reason the person writes into the document. */
export function waiveId(line: number): string {
  return `waive ${line}`;
}

function pageAction(finding: Finding, asked: Asked): OfferedAction[] {
  const { analysis, check, client, packageFolder } = asked;
  const page = pageOf(finding.code, analysis.governed, packageFolder);
  if (page === undefined || !(client.prompts || client.edits.showsDocuments)) return [];
  const title = `Read about ${finding.code}`;
  const command = client.prompts
    ? { title, command: 'secureConfig.openRule', arguments: [page] }
    : {
        title,
        command: 'secureConfig.server.openRule',
        arguments: [{ uri: check.uri, rule: finding.code }],
      };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: diagnosticsOf(finding, asked), command }];
}

function choiceOf(code: string, id: string, { check }: Asked): FixChoice {
  return { uri: check.uri, version: check.version ?? 0, code, id };
}

/** As the client has it, when it has it. */
function diagnosticsOf({ code, span }: Finding, { analysis, check, parameters }: Asked): Diagnostic[] {
  const range = analysis.checked.document.lines.rangeOf(span);
  const isIt = (each: Diagnostic): boolean => each.code === code && isSameRange(each.range, range);
  const known = parameters.context.diagnostics.find(isIt) ?? check.diagnostics.find(isIt);
  return known ? [known] : [];
}

export function isSameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

/** A fix that mends several findings is one action with their diagnostics. */
export function mergedById(actions: readonly OfferedAction[]): OfferedAction[] {
  const merged = new Map<string, OfferedAction>();
  for (const action of actions) {
    const id = action.data?.id ?? action.title;
    const known = merged.get(id);
    const diagnostics = [...(known?.diagnostics ?? []), ...(action.diagnostics ?? [])];
    merged.set(id, known ? { ...known, diagnostics } : action);
  }
  return [...merged.values()];
}
