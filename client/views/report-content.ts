/** Writes a compliance report as HTML: what stands in the report's page and changes with the document. */
import * as vscode from 'vscode';
import type { DocumentReport } from '../../shared/protocol.ts';
import { describeScore, SEVERITIES, severityWord } from '../words.ts';
import { type Html, html } from './html.ts';
import { otherFindings, schemaErrors, violations, waivedViolations } from './report-findings.ts';

type Report = DocumentReport['report'];

export function reportContent(document: DocumentReport, when: string): Html {
  const { report } = document;
  const sections = [
    violations(document),
    schemaErrors(document),
    otherFindings(document),
    waivedViolations(document),
  ];
  return html`
    ${header(document, when)}
    <div class="numbers">${severities(report)}${frameworks(report)}</div>
    ${sections.every(section => section.html === '') ? html`<p class="empty">${vscode.l10n.t('Nothing to object to.')}</p>` : sections}`;
}

/** What a screen reader says when the report changes. */
export function spokenSummary({ path, report }: DocumentReport): string {
  return vscode.l10n.t(
    '{0}: {1}, score {2}',
    path,
    verdictOf(report).text,
    describeScore(report.complianceScore),
  );
}

function header({ path, report }: DocumentReport, when: string): Html {
  const verdict = verdictOf(report);
  return html`
    <header class="head">
      ${ring(report, verdict.level)}
      <div>
        <h1>${path}</h1>
        <p class="verdict ${verdict.level}">${verdict.text}</p>
        <dl class="facts">
          ${fact(vscode.l10n.t('Environment'), report.environment ?? vscode.l10n.t('not said'))}
          ${fact(vscode.l10n.t('Profile'), report.profile ?? vscode.l10n.t('none'))}
          ${fact(vscode.l10n.t('Rules checked'), String(report.totalRulesChecked))}
          ${fact(vscode.l10n.t('Checked'), when)}
          ${fact(vscode.l10n.t('Configuration'), shortHash(report.configHash), report.configHash)}
        </dl>
      </div>
    </header>`;
}

function fact(term: string, value: string, title?: string): Html {
  return html`<div><dt>${term}</dt><dd title="${title ?? value}">${value}</dd></div>`;
}

function shortHash(hash: string): string {
  return hash.replace(/^sha256:/, '').slice(0, 12);
}

function verdictOf(report: Report): { level: 'good' | 'warning' | 'error'; text: string } {
  if (!report.isCompliant) return { level: 'error', text: vscode.l10n.t('Not compliant') };
  const remarks = report.violations.length + report.otherFindings.length;
  return remarks > 0
    ? {
        level: 'warning',
        text:
          remarks === 1
            ? vscode.l10n.t('Compliant, with 1 remark')
            : vscode.l10n.t('Compliant, with {0} remarks', remarks),
      }
    : { level: 'good', text: vscode.l10n.t('Compliant') };
}

const RADIUS = 52;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

function ring(report: Report, level: string): Html {
  const score = describeScore(report.complianceScore);
  const drawn = (report.complianceScore / 100) * CIRCUMFERENCE;
  const arc = html`<circle class="arc" cx="60" cy="60" r="${RADIUS}" transform="rotate(-90 60 60)"
    stroke-dasharray="${drawn.toFixed(2)} ${CIRCUMFERENCE.toFixed(2)}"/>`;
  return html`
    <svg class="ring ${level}" viewBox="0 0 120 120" role="img" aria-label="${vscode.l10n.t('Compliance score {0} of 100', score)}">
      <circle class="track" cx="60" cy="60" r="${RADIUS}"/>
      ${drawn > 0 ? arc : undefined}
      <text class="score" x="60" y="66">${score}</text>
      <text class="of" x="60" y="82">${vscode.l10n.t('of 100')}</text>
    </svg>`;
}

function severities({ violationsBySeverity }: Report): Html {
  const tiles = SEVERITIES.map(severity => {
    const count = violationsBySeverity[severity];
    return html`<div class="${count === 0 ? 'zero' : severity}"><b>${count}</b><span>${severityWord(severity)}</span></div>`;
  });
  return html`<section class="card"><h2>${vscode.l10n.t('Violations by severity')}</h2><div class="tiles">${tiles}</div></section>`;
}

function frameworks({ violations }: Report): Html {
  const counts = new Map<string, number>();
  for (const name of violations.flatMap(violation => violation.complianceFrameworks)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = Math.max(1, ...counts.values());
  const rows = [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([name, count]) => html`<span>${name}</span>${bar(count / most)}<span>${count}</span>`);
  const content = rows.length
    ? html`<div class="bars">${rows}</div>`
    : html`<p class="muted">${vscode.l10n.t('No violation touches a framework.')}</p>`;
  return html`<section class="card"><h2>${vscode.l10n.t('Violations by framework')}</h2>${content}</section>`;
}

function bar(share: number): Html {
  return html`<svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">
    <rect class="track" width="100" height="8"/><rect width="${(share * 100).toFixed(1)}" height="8"/></svg>`;
}
