import assert from 'node:assert/strict';
import { eventContent } from '../../../client/views/event-content.ts';
import { ledgerPage } from '../../../client/views/ledger-page.ts';
import { requestContent, spokenRequest } from '../../../client/views/request-content.ts';
import { spokenReport, verifyContent } from '../../../client/views/verify-content.ts';
import type { EventDetail, VerifyReport } from '../../../shared/protocol/ledger.ts';
import { requestDetail } from './samples.ts';

const HOSTILE = `<img src=x onerror="alert('1')">&`;
const NOW = new Date('2026-11-20T15:30:00.000Z');

describe('a request’s page', () => {
  it('name every file that changes, those in which no field does, too', () => {
    const texts = [
      { path: '.npmrc', change: 'added', lines: 1, comments: 0, hasFields: false },
      { path: 'b', change: 'changed', lines: 3, comments: 3, hasFields: false },
      { path: 'c', change: 'changed', lines: 5, comments: 4, hasFields: true },
      { path: 'd', change: 'changed', lines: 0, comments: 0, hasFields: false },
    ] as const;
    const { html } = requestContent(requestDetail('x', { changes: [], texts }), NOW);
    assert.match(html, /No field differs\./);
    assert.match(html, /Compare Files/);
    assert.match(html, /<li><code>\.npmrc<\/code> the file is added: 1 line<\/li>/);
    assert.match(html, /<li><code>b<\/code> the text changes in comments only: 3 lines<\/li>/);
    assert.match(html, /<li><code>c<\/code> 5 lines, 4 of them comments<\/li>/);
    assert.match(html, /<li><code>d<\/code> the text changes in the order of its lines only<\/li>/);
  });

  it('lets no text of a person, a file or a policy become HTML', () => {
    const content = requestContent(requestDetail(HOSTILE), NOW).html;
    assert.doesNotMatch(content, /<img/);
    assert.ok(content.split('&#60;img').length > 15);
  });

  it('allows only its own style and script', () => {
    const content = requestContent(requestDetail('x'), NOW);
    const page = ledgerPage({ uri: HOSTILE, title: HOSTILE, content, nonce: 'NONCE' });
    assert.match(page, /default-src 'none'; style-src 'nonce-NONCE'; script-src 'nonce-NONCE'/);
    assert.doesNotMatch(page, /unsafe-inline|<img|\son[a-z]+="|\sstyle="/);
  });

  it('offers what may be done, and says what is missing and why the rest may not', () => {
    const content = requestContent(
      requestDetail('x', { missing: ['security_admin has to approve.'] }),
      NOW,
    ).html;
    assert.match(content, /data-do="approve"/);
    assert.doesNotMatch(content, /data-do="apply"/);
    assert.match(content, /security_admin has to approve\./);
  });

  it('says once, and when, that the time is over, and why what is approved is not mine to apply', () => {
    const request = requestDetail('x');
    const over = `The request ${request.id} expired at 2026-11-20T18:00:00.000Z. File a new one.`;
    const but = { missing: [over], actions: [], refusals: { approve: over } };
    const expired = requestContent(requestDetail('x', { ...but, status: 'expired' }), NOW).html;
    assert.match(
      expired,
      /Why nothing can be done any more<\/h2><ul><li>The request expired at [^<Z]*<\/li><\/ul>/,
    );
    assert.match(expired, /<dt>Expired<\/dt>/);
    const roles = [{ role: 'security_admin', approvedBy: null }];
    assert.match(requestContent(requestDetail('x', { status: 'expired', roles }), NOW).html, /not given/);
    assert.match(requestContent(requestDetail('x', { roles }), NOW).html, /not yet/);
    const approved = requestDetail('x', { status: 'approved', missing: [], refusals: { apply: 'Not you.' } });
    assert.match(requestContent(approved, NOW).html, /Why you cannot apply it<\/h2><ul><li>Not you\.<\/li>/);
  });

  it('says at its head that it is out of date', () => {
    const { html } = requestContent(requestDetail('x', { isStale: true }), NOW);
    assert.match(html, /class="verdict warning">pending · out of date · 2 h 30 min left</);
  });

  it('shows the score before and after, and the findings that come and go', () => {
    const content = requestContent(requestDetail('x'), NOW).html;
    assert.match(content, /Score <b>100<\/b> → <b class="error">90<\/b>/);
    assert.match(content, /It adds/);
    assert.match(content, /It removes/);
  });

  it('says of a rollback where it goes and with which secrets', () => {
    const rollback = { to: 1, reason: 'security_incident', keepsSecrets: true } as const;
    const content = requestContent(requestDetail('x', { rollback }), NOW).html;
    assert.match(content, /Rollback to v1/);
    assert.match(content, /Security incident\. The secrets of now are kept\./);
  });

  it('speaks its status and what is missing', () => {
    assert.equal(spokenRequest(requestDetail('x')), 'x: pending. x');
  });
});

describe('an event’s page', () => {
  it('says who signed it, in which roles, and whether that holds; and lets nothing become HTML', () => {
    const event: EventDetail = {
      seq: 3,
      id: HOSTILE,
      kind: HOSTILE,
      time: '2026-11-20T10:00:00.000Z',
      principal: HOSTILE,
      environment: HOSTILE,
      summary: HOSTILE,
      digest: HOSTILE,
      prev: null,
      policyVersion: 1,
      roles: [HOSTILE],
      keyFingerprint: HOSTILE,
      keyType: HOSTILE,
      verification: { isVerified: false, message: HOSTILE },
      data: { [HOSTILE]: HOSTILE },
      attachments: [HOSTILE],
    };
    const content = eventContent(event).html;
    assert.doesNotMatch(content, /<img/);
    assert.match(content, /Not verified/);
    assert.match(content, /Roles at that time/);
  });
});

describe('a verification’s page', () => {
  const report: VerifyReport = {
    isVerified: false,
    head: 'sha256:1',
    genesis: 'sha256:0',
    events: 12,
    checks: [HOSTILE],
    failures: [{ seq: 4, code: 'signature', threat: 'T3', message: HOSTILE, whatToDo: HOSTILE }],
    milliseconds: 4.2,
  };

  it('names the event, the threat and what to do', () => {
    const content = verifyContent(report, HOSTILE).html;
    assert.doesNotMatch(content, /<img/);
    assert.match(content, /Event 4 · signature · threat T3/);
    assert.equal(spokenReport(report), 'It does not hold: 1 problem.');
  });
});
