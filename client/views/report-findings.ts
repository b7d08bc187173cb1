/** Writes the findings of a compliance report as HTML, each with a link to its line. */
import * as vscode from 'vscode';
import type { DocumentReport } from '../../shared/protocol.ts';
import { SEVERITIES, type Severity, severityWord } from '../words.ts';
import { fill, type Html, html } from './html.ts';
import { severityIcon } from './severity-icon.ts';

type Report = DocumentReport['report'];
type Violation = Report['violations'][number];
type Waived = Report['waived'][number];
type Reported = Report['schemaErrors'][number];
type Range = Violation['range'];

export function violations({ report, rulePages }: DocumentReport): Html {
  const items = bySeverity(report.violations).map(violation =>
    item(violation.severity, violation.range, ruleTitle(violation, rulePages), violationDetails(violation)),
  );
  return section(vscode.l10n.t('Violations'), items);
}

export function schemaErrors({ report }: DocumentReport): Html {
  return section(vscode.l10n.t('Schema errors'), bySeverity(report.schemaErrors).map(reportedItem));
}

export function otherFindings({ report }: DocumentReport): Html {
  return section(vscode.l10n.t('Other findings'), bySeverity(report.otherFindings).map(reportedItem));
}

export function waivedViolations({ report, rulePages }: DocumentReport): Html {
  const items = bySeverity(report.waived).map(waived =>
    item('info', waived.range, ruleTitle(waived, rulePages), waiverDetails(waived)),
  );
  return section(vscode.l10n.t('Waived'), items);
}

function section(title: string, items: readonly Html[]): Html {
  if (items.length === 0) return html``;
  return html`
    <details open data-key="section ${title}">
      <summary data-key="summary ${title}">${title} <span class="muted">${items.length}</span></summary>
      <ul>${items}</ul>
    </details>`;
}

function item(severity: Severity, range: Range, title: Html, details: Html): Html {
  return html`
    <li class="finding">
      ${severityIcon(severity)}
      <div><h3>${title} <span class="severity ${severity}">${severityWord(severity)}</span></h3>${details}</div>
      <div class="place">${lineLink(range)}</div>
    </li>`;
}

function ruleTitle({ ruleId, ruleName }: Violation, rulePages: DocumentReport['rulePages']): Html {
  const name = html`${ruleId} ${ruleName}`;
  if (!Object.hasOwn(rulePages, ruleId)) return name;
  return html`<a href="#" data-do="page" data-what="${ruleId}" data-key="page ${ruleId}" title="${vscode.l10n.t('Show the rule’s page')}">${name}</a>`;
}

function violationDetails(violation: Violation): Html {
  const others = (violation.occurrences ?? []).slice(1);
  return html`
    <p>${violation.message}</p>
    <p class="more">${fill(
      vscode.l10n.t('{0} is {1}; expected: {2}'),
      html`<code>${violation.fieldPath}</code>`,
      html`<code>${shown(violation.currentValue)}</code>`,
      html`${violation.expectedValue}`,
    )}</p>
    <p class="more">${violation.remediationGuidance}</p>
    ${others.length ? html`<p class="more">${vscode.l10n.t('Also:')} ${others.map(occurrence)}</p>` : undefined}
    ${chips(violation.complianceFrameworks)}`;
}

function occurrence({ fieldPath, range }: NonNullable<Violation['occurrences']>[number]): Html {
  return html`<code>${fieldPath}</code> ${lineLink(range)} `;
}

function waiverDetails(waived: Waived): Html {
  const effect = waived.excludedFromScore
    ? vscode.l10n.t('Left out of the score.')
    : vscode.l10n.t('Still counts for the score.');
  return html`
    <p>${waived.message}</p>
    <p class="more">${vscode.l10n.t('Waived until {0}: {1}', waived.until, waived.reason)} ${effect}</p>
    ${chips(waived.complianceFrameworks)}`;
}

function reportedItem({ severity, range, code, message, fieldPath }: Reported): Html {
  const field = fieldPath === null ? undefined : html`<p class="more"><code>${fieldPath}</code></p>`;
  return item(severity, range, html`${code}`, html`<p>${message}</p>${field}`);
}

function chips(names: readonly string[]): Html | undefined {
  if (names.length === 0) return undefined;
  return html`<ul class="chips" aria-label="${vscode.l10n.t('Frameworks')}">${names.map(name => html`<li>${name}</li>`)}</ul>`;
}

function lineLink({ start, end }: Range): Html {
  const what = [start.line, start.character, end.line, end.character].join(':');
  return html`<a href="#" data-do="reveal" data-what="${what}" data-key="line ${what}">${vscode.l10n.t('Line {0}', start.line + 1)}</a>`;
}

function shown(value: Violation['currentValue']): string {
  if (value === null) return vscode.l10n.t('not set');
  return typeof value === 'string' ? value || vscode.l10n.t('(empty)') : JSON.stringify(value);
}

function bySeverity<Item extends { readonly severity: Severity; readonly range: Range }>(
  items: readonly Item[],
): readonly Item[] {
  return items.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      a.range.start.line - b.range.start.line,
  );
}
