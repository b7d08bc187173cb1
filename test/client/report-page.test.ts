import assert from 'node:assert/strict';
import { html, raw } from '../../client/views/html.ts';
import { reportContent, spokenSummary } from '../../client/views/report-content.ts';
import { reportPage } from '../../client/views/report-page.ts';
import type { DocumentReport } from '../../shared/protocol.ts';

const HOSTILE = `<img src=x onerror="alert('1')">&`;

describe('HTML templates', () => {
  it('escape what is put in, and take their own as it is', () => {
    assert.equal(
      html`<b>${HOSTILE}</b>`.html,
      '<b>&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;&#38;</b>',
    );
    assert.equal(html`${html`<i>${1}</i>`}${[html`<u/>`, html`<u/>`]}${undefined}`.html, '<i>1</i><u/><u/>');
    assert.equal(html`${raw('<hr>')}`.html, '<hr>');
  });
});

describe('the compliance report’s page', () => {
  it('lets no text of the document become HTML', () => {
    const content = reportContent(reportWith(HOSTILE), HOSTILE).html;
    assert.doesNotMatch(content, /<img/);
    assert.ok(
      content.split('&#60;img').length > 10,
      'the text itself is there, escaped, wherever it is shown',
    );
  });

  it('allows only its own style and script', () => {
    const content = reportContent(reportWith('x'), 'now');
    const page = reportPage({ uri: HOSTILE, title: HOSTILE, content, nonce: 'NONCE' });
    assert.match(page, /default-src 'none'; style-src 'nonce-NONCE'; script-src 'nonce-NONCE'/);
    assert.equal(page.match(/<(script|style)(?! nonce="NONCE")/g), null);
    assert.doesNotMatch(page, /unsafe-inline|<img|\son[a-z]+="|\sstyle="/);
  });

  it('links each finding to its line and each rule to its page', () => {
    const content = reportContent(reportWith('x'), 'now').html;
    assert.match(content, /data-do="reveal" data-what="4:1:4:9"[^>]*>Line 5</);
    assert.match(content, /data-do="page" data-what="x"/);
    assert.doesNotMatch(reportContent({ ...reportWith('x'), rulePages: {} }, 'now').html, /data-do="page"/);
  });

  it('draws the score', () => {
    const drawn = (score: number): string => {
      const document = reportWith('x');
      return reportContent({ ...document, report: { ...document.report, complianceScore: score } }, '').html;
    };
    assert.match(drawn(85.33), /Compliance score 85\.33 of 100/);
    assert.match(drawn(50), /stroke-dasharray="163\.36 326\.73"/);
    assert.doesNotMatch(drawn(0), /class="arc"/);
  });

  it('says in words what has changed', () => {
    assert.equal(spokenSummary(reportWith('x')), 'x: Not compliant, score 60');
  });
});

/** A report with `text` wherever a document, a manifest or a profile has a say. */
function reportWith(text: string): DocumentReport {
  const range = { start: { line: 4, character: 1 }, end: { line: 4, character: 9 } };
  const violation = {
    ruleId: text,
    ruleName: text,
    fieldPath: text,
    severity: 'critical',
    message: text,
    currentValue: text,
    expectedValue: text,
    complianceFrameworks: [text],
    remediationGuidance: text,
    range,
    occurrences: [
      { fieldPath: text, currentValue: text, range },
      { fieldPath: text, currentValue: text, range },
    ],
  } as const;
  const reported = {
    kind: 'schema',
    code: text,
    severity: 'error',
    message: text,
    fieldPath: text,
    range,
  } as const;
  return {
    uri: 'file:///x',
    path: text,
    rulePages: { [text]: 'file:///page.md' },
    report: {
      environment: text,
      profile: text,
      configHash: text,
      validatedAt: '2026-01-01T00:00:00.000Z',
      complianceScore: 60,
      totalRulesChecked: 15,
      isCompliant: false,
      violationsBySeverity: { critical: 1, error: 0, warning: 0, info: 0 },
      violations: [violation],
      schemaErrors: [reported],
      otherFindings: [reported],
      waived: [{ ...violation, reason: text, until: text, excludedFromScore: true }],
    },
  };
}
