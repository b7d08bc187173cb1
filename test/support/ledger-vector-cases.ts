/** The vectors themselves: honest ledgers, and one for each way in which a ledger is not one. */
import assert from 'node:assert/strict';
import { bundleDigest, encodeBundle } from '../../shared/core/ledger/bundle.ts';
import type { Content } from '../../shared/core/ledger/content.ts';
import type { LedgerEvent } from '../../shared/core/ledger/event.ts';
import type { Policy } from '../../shared/core/ledger/policy.ts';
import { bindingOf } from '../../shared/core/ledger/request.ts';
import { type Attachment, attachmentOf, jsonAttachment } from '../../shared/core/workflow/attachment.ts';
import { keyNamed, realPolicy, type Vector, VectorLedger } from './ledger-vectors.ts';
import { changesOf, evidenceOf, GOOD, proposal } from './workflow.ts';

/** File name without ending → vector. */
export function allVectors(): ReadonlyMap<string, Vector> {
  return new Map(Object.entries({ ...honest(), ...forged(), ...unauthorised(), ...misshapen() }));
}

const OTHER = '11111111-2222-4333-8444-555555555555';

function honest(): Record<string, Vector> {
  return {
    'valid-genesis': new VectorLedger().vector('A ledger with its first event alone.'),
    'valid-notes': three().vector('Events of several people.'),
    'valid-key-revoked-later': removed('carol').vector(
      'What carol signed before her key was revoked stays valid.',
    ),
    'valid-change': change().vector(
      'A first version, a request, its approvals, and the version that comes of it.',
    ),
    'valid-change-without-a-role': change('eve').vector(
      'Who has no role asks for a change, and carries it out once it is approved.',
    ),
    'valid-cancelled-by-administration': cancelled('alice', true).vector(
      'An administrator cancels the request of another.',
    ),
    'valid-policy-by-the-only-administrator': counted().vector(
      'Who administers alone changes the policy at once, where it asks for the other administrators there are.',
    ),
    'valid-secrets-encrypted-anew': withSecret()
      .append('alice', reencrypted(SEALED_ANEW))
      .vector('The secrets of a version are encrypted anew: another attachment, the same digest.'),
  };
}

/** What was signed is not what is there, or nothing was signed. */
function forged(): Record<string, Vector> {
  const edited = (raw: (commit: string) => string): VectorLedger => three().note('bob', { raw });
  return {
    unsigned: edited(commit => commit.replace(/gpgsig [^\n]*\n(?: [^\n]*\n)*/, '')).vector(
      'An event without a signature.',
      ['signature', 'T1'],
    ),
    'edited-after-signing': edited(commit => commit.replace('looked at it', 'looked at IT')).vector(
      'An event whose text was changed after it was signed.',
      ['signature', 'T1'],
    ),
    'signed-for-git': three()
      .note('bob', { namespace: 'git' })
      .vector('A signature that was made for git, as a cherry-pick makes one.', ['signature', 'T1']),
    'signed-by-stranger': three()
      .note('bob', { signedBy: 'mallory' })
      .vector('A signature by a key that is nobody’s.', ['unknown-principal', 'T1']),
    'signed-by-another': three()
      .note('alice', { signedBy: 'bob' })
      .vector('Bob signs an event that says it is alice’s.', ['foreign-key', 'T2']),
    'cherry-picked': edited(commit =>
      commit
        .replace(/^author .*$/m, 'author Bob <bob@example.com> 1767225900 +0100')
        .replace(/gpgsig [^\n]*\n(?: [^\n]*\n)*/, ''),
    ).vector('An event as git itself writes it when it is picked or rebased.', ['signature', 'T1']),
    'two-parents': edited(commit => commit.replace(/^(parent .*)$/m, `$1\nparent ${'1'.repeat(40)}`)).vector(
      'A merge.',
      ['commit-grammar', 'T7'],
    ),
    dropped: rearranged([0, 1, 3]).vector('An event was left out.', ['not-linear', 'T4'], {
      expected: stop(2, 'not-linear', 'T4'),
    }),
    reordered: rearranged([0, 2, 1, 3]).vector('Two events have changed places.', undefined, {
      expected: stop(1, 'not-linear', 'T4'),
    }),
    replayed: rearranged([0, 1, 2, 1]).vector('An event comes again.', undefined, {
      expected: stop(3, 'not-linear', 'T4'),
    }),
    'dropped-and-signed-again': three()
      .note('bob', { event: { seq: 9 } })
      .vector('An event was left out, and the next one signed for its place.', ['sequence', 'T4']),
    'onto-another': three()
      .note('bob', { event: { prev: `sha256:${'0'.repeat(64)}` } })
      .vector('An event names another one before it than the one that is there.', ['broken-chain', 'T4']),
    'other-ledger': three()
      .note('bob', { event: { ledgerId: OTHER } })
      .vector('An event of another ledger.', ['wrong-ledger', 'T5']),
    backdated: three()
      .note('bob', { event: { time: '2025-12-31T00:00:00.000Z' } })
      .vector('An event that is older than the one before it.', ['time-order', 'T16']),
  };
}

/** Signed well, by somebody who may not. */
function unauthorised(): Record<string, Vector> {
  const policyOf = (change: (policy: Policy) => Partial<Policy>): Policy => {
    const before = realPolicy();
    return { ...before, version: 2, ...change(before) };
  };
  const withRoles = (name: string, roles: readonly string[]): Policy =>
    policyOf(({ principals }) => {
      const entry = principals[name] ?? { roles: [], keys: [keyNamed(name).key.text], recipient: null };
      return { principals: { ...principals, [name]: { ...entry, roles } } };
    });
  const changed = (principal: string, policy: Policy): VectorLedger =>
    three().append(principal, policyWish(policy), { signedBy: principal, event: {} });
  return {
    'no-role': three()
      .note('eve', { event: {} })
      .vector('Somebody without a role records something.', ['wrong-role', 'T3']),
    'policy-by-no-administrator': changed(
      'carol',
      policyOf(() => ({})),
    ).vector('Somebody changes the policy who may not.', ['wrong-role', 'T3']),
    'self-promotion': changed('alice', withRoles('alice', ['security_admin', 'system_admin'])).vector(
      'An administrator gives themselves a role.',
      ['self-promotion', 'T3'],
    ),
    'policy-changed-by-one-of-two': counted()
      .append('alice', policyWish({ ...counted().state.policy, version: 3 }), { event: {} })
      .vector(
        'One of two administrators changes the policy alone, where it asks for the other ones there are.',
        ['not-approved', 'T15'],
      ),
    'policy-without-administrator': changed(
      'alice',
      policyOf(({ principals }) => ({
        principals: { carol: principals.carol as Policy['principals'][string] },
      })),
    ).vector('A policy that nobody could change again.', ['policy-inconsistent', 'T3']),
    'policy-rollback': removed('carol')
      .append('alice', policyWish(realPolicy()), { event: {} })
      .vector('A policy of earlier is put in place again.', ['policy-version', 'T9']),
    'old-policy-named': removed('carol')
      .note('bob', { event: { policyVersion: 1 } })
      .vector('An event that was signed under a policy that is no longer in force.', [
        'policy-version',
        'T9',
      ]),
    'after-revocation': removed('carol')
      .note('carol', { event: {} })
      .vector('A key signs after it was revoked.', ['revoked-key', 'T8']),
    'key-brought-back': (() => {
      const ledger = removed('carol');
      const { policy } = ledger.state;
      const carol = realPolicy().principals.carol as Policy['principals'][string];
      const next = { ...policy, version: 3, principals: { ...policy.principals, carol } };
      return ledger.append('alice', policyWish(next), { event: {} });
    })().vector('A key that was revoked is given back.', ['revoked-key', 'T8']),
    'self-approval': (() => {
      const { ledger, id, digest } = requested();
      const data = { request: id, digest, roles: ['security_admin'], comment: '' };
      return ledger.append(
        'bob',
        { kind: 'request.approved', data: { ...bindingOf(requestOf(ledger, id)), ...data } },
        { event: {} },
      );
    })().vector('Who asks for a change approves it.', ['self-approval', 'T15']),
    'generation-that-comes-again': three()
      .append('alice', policyWish(policyOf(() => ({ fingerprintKey: { generation: 1, attachment: null } }))))
      .append('alice', policyWish({ ...realPolicy(), version: 3 }), { event: {} })
      .vector('A generation of the key of fingerprints that was there before.', [
        'policy-inconsistent',
        'T3',
      ]),
    'filed-in-a-role-of-others': (() => {
      const { ledger, id } = requested();
      const { subject, justification, impact, rollbackPlan } = requestOf(ledger, id);
      const data = { subject, justification, impact, rollbackPlan, role: 'security_admin' };
      return ledger.append(
        'eve',
        { kind: 'request.filed', data: data as never, attachments: [SECOND.bytes] },
        { event: {} },
      );
    })().vector('Somebody asks in a role that they do not have.', ['wrong-role', 'T3']),
    'cancelled-by-another': cancelled('eve', false).vector('Somebody cancels the request of another.', [
      'not-yours',
      'T15',
    ]),
    'applied-without-a-role': (() => {
      const { ledger, id } = approvedRequest();
      const { subject, ...request } = requestOf(ledger, id);
      assert.equal(subject.kind, 'change');
      const { environment, content, assessment } = subject;
      const version = {
        environment,
        number: 2,
        parent: 1,
        message: 'Done.',
        content,
        assessment,
        after: null,
      };
      const data = { ...bindingOf({ ...request, subject }), ...version };
      return ledger.append(
        'eve',
        { kind: 'request.applied', data: data as never, attachments: [SECOND.bytes] },
        { event: {} },
      );
    })().vector('Who has no role carries out the approved request of another.', ['wrong-role', 'T3']),
    'approval-of-other-content': (() => {
      const { ledger, id } = requested();
      const data = {
        request: id,
        digest: `sha256:${'0'.repeat(64)}`,
        roles: ['security_admin'],
        comment: '',
      };
      return ledger.append(
        'alice',
        { kind: 'request.approved', data: { ...bindingOf(requestOf(ledger, id)), ...data } },
        { event: {} },
      );
    })().vector('An approval of something else than what was asked for.', ['stale-content', 'T15']),
  };
}

/** Not written as a ledger writes. */
function misshapen(): Record<string, Vector> {
  const text = (change: (text: string) => string): VectorLedger => three().note('bob', { text: change });
  const genesis = (event: Partial<Record<keyof LedgerEvent, unknown>>, signedBy = 'alice'): VectorLedger =>
    new VectorLedger({}, { event, signedBy });
  const edited = (raw: (commit: string) => string): VectorLedger => three().note('bob', { raw });
  return {
    'not-pinned': three().vector('Another ledger than the pinned one.', undefined, {
      pinned: { id: three().state.ledgerId, genesis: `sha256:${'0'.repeat(64)}` },
      expected: stop(0, 'genesis', 'T5'),
    }),
    'genesis-of-nobody': genesis({}, 'mallory').vector('A first event by who is not in its policy.', [
      'genesis',
      'T5',
    ]),
    'genesis-with-later-policy': genesis({
      data: { title: 'Vectors', policy: { ...realPolicy(), version: 2 } },
    }).vector('A first policy that is not the first.', ['genesis', 'T5']),
    'line-break-at-end': edited(commit => `${commit}\n`).vector('A second line break at the end.', [
      'commit-grammar',
      'T7',
    ]),
    'other-committer': edited(commit =>
      commit.replace(/^committer [^>]*>/m, 'committer Bob <bob@example.com>'),
    ).vector('A committer of a name of their own.', ['commit-grammar', 'T7']),
    'extra-header': edited(commit => commit.replace(/^gpgsig /m, 'encoding utf-8\ngpgsig ')).vector(
      'A header that a ledger does not write.',
      ['commit-grammar', 'T7'],
    ),
    'armor-with-blank': edited(commit =>
      commit.replace(/END SSH SIGNATURE-----$/m, 'END SSH SIGNATURE----- '),
    ).vector('A blank behind the signature.', ['commit-grammar', 'T7']),
    'keys-in-other-order': text(same => same.replace(/^\{("attachments":\[\]),(.*)\}$/, '{$2,$1}')).vector(
      'JSON that is not canonical.',
      ['event-encoding', 'T7'],
    ),
    'escaped-otherwise': text(same => same.replace('looked', '\\u006cooked')).vector(
      'A character that is escaped without need.',
      ['event-encoding', 'T7'],
    ),
    'unknown-key': three()
      .note('bob', { event: { more: 1 } as Partial<Record<keyof LedgerEvent, unknown>> })
      .vector('A key that no event has.', ['event-shape', 'T7']),
    'later-format': three()
      .note('bob', { event: { formatVersion: 2 } })
      .vector('A format of later.', ['format-version', 'T7']),
    'unknown-kind': three()
      .note('bob', { event: { kind: 'lottery.won' } })
      .vector('A kind of event that nobody knows.', ['unknown-kind', 'T7']),
    'unknown-data': three()
      .note('bob', { event: { data: { action: 'note', environment: null, detail: '', more: 1 } } })
      .vector('Data of another form than its kind has.', ['event-shape', 'T7']),
    'too-deep': text(same => same.replace('"looked at it"', `${'['.repeat(70)}${']'.repeat(70)}`)).vector(
      'Values within values, deeper than any kind needs.',
      ['event-encoding', 'T7'],
    ),
    'name-beyond-ascii': three()
      .note('bob', { signedBy: 'bob', event: { principal: 'bób' } })
      .vector('A principal whose name can be written in two ways.', ['event-shape', 'T7']),
    'files-in-other-order': new VectorLedger()
      .append('alice', firstVersion({ ...SECRET, files: [SECRET_FILE, { ...SECRET_FILE, path: '.env' }] }), {
        event: {},
      })
      .vector('The files of a content in another order than that of their paths.', ['event-shape', 'T7']),
    'file-of-git': new VectorLedger()
      .append('alice', firstVersion({ ...SECRET, files: [{ ...SECRET_FILE, path: '.Git./config' }] }), {
        event: {},
      })
      .vector('A content that would write git’s own configuration.', ['event-shape', 'T7']),
    'file-of-the-manifest': new VectorLedger()
      .append(
        'alice',
        firstVersion({ ...SECRET, files: [{ ...SECRET_FILE, path: 'a/Secure-Config.yaml' }] }),
        {
          event: {},
        },
      )
      .vector('A content that would write a manifest.', ['event-shape', 'T7']),
    'attachment-that-is-not-named': three()
      .note('bob', { event: { attachments: ['ab'.repeat(32)] } })
      .vector('An attachment that the data does not speak of.', ['attachments', 'T7']),
  };
}

function three(): VectorLedger {
  return new VectorLedger().note('bob').note('carol');
}

function removed(name: string): VectorLedger {
  const ledger = three();
  const { [name]: _, ...principals } = ledger.state.policy.principals;
  return ledger.append('alice', policyWish({ ...ledger.state.policy, version: 2, principals }));
}

/** Alice was the only administrator, and has let Bob in. */
function counted(): VectorLedger {
  const policy = realPolicy({ administration: { roles: ['security_admin'], approvals: { upTo: 1 } } });
  const { bob, ...others } = policy.principals as { bob: Policy['principals'][string] };
  const alone = { ...policy, principals: { ...others, bob: { ...bob, roles: ['system_admin'] } } };
  return new VectorLedger(alone).append('alice', policyWish({ ...policy, version: 2 }));
}

function rearranged(order: readonly number[]): VectorLedger {
  const ledger = three().note('alice');
  const commits = order.map(index => ledger.commits[index] ?? '');
  ledger.commits.splice(0, ledger.commits.length, ...commits);
  return ledger;
}

function stop(accepted: number, code: string, threat: string): Vector['expected'] {
  return { accepted, code, threat };
}

function policyWish(policy: Policy) {
  return { kind: 'policy.changed', data: { policy, reason: 'for the vectors', request: null } as never };
}

const FIRST = jsonAttachment({
  formatVersion: 1,
  path: '.env.production',
  text: 'PORT=8080\n',
  generation: 0,
  cuts: [],
});
const SECOND = jsonAttachment({
  formatVersion: 1,
  path: '.env.production',
  text: 'PORT=8081\n',
  generation: 0,
  cuts: [],
});

const CUT = jsonAttachment({
  formatVersion: 1,
  path: '.env.production',
  text: 'PASSWORD=\n',
  generation: 1,
  cuts: [{ at: 9, field: 'password', fingerprint: `sha256:${'f'.repeat(64)}` }],
});
/** In place of age files: what is in them is not looked at here. */
const SEALED = attachmentOf(Buffer.from('encrypted'));
const SEALED_ANEW = attachmentOf(Buffer.from('encrypted anew'));
const SECRET_FILE = { path: '.env.production', cut: CUT.name };
const PLAIN = bundleDigest(encodeBundle({ '.env.production': ['invented'] }, '5a'.repeat(32)));
const SECRET = { files: [SECRET_FILE], bundle: { digest: PLAIN, sealed: SEALED.name } };

function firstVersion(content: Content) {
  const about = { environment: 'production', number: 1, parent: null, message: 'What is there.' };
  const data = { ...about, content, assessment: GOOD };
  return { kind: 'version.created', data, attachments: [CUT.bytes, SEALED.bytes] };
}

function withSecret(): VectorLedger {
  return new VectorLedger().append('alice', firstVersion(SECRET));
}

function reencrypted({ name, bytes }: Attachment) {
  return { kind: 'bundle.reencrypted', data: { bundles: { [PLAIN]: name } }, attachments: [bytes] };
}

function contentOf({ name }: { readonly name: string }) {
  return { files: [{ path: '.env.production', cut: name }], bundle: null };
}

function requested(requester = 'bob') {
  const ledger = new VectorLedger();
  const first = {
    environment: 'production',
    message: 'What is there.',
    content: contentOf(FIRST),
    assessment: GOOD,
  };
  ledger.does('alice', { command: 'createVersion', ...first }, [FIRST.bytes]);
  const subject = {
    kind: 'change' as const,
    environment: 'production',
    base: 1,
    content: contentOf(SECOND),
    changes: changesOf(['port']),
    assessment: GOOD,
  };
  const id = ledger.does(requester, { command: 'file', ...proposal(subject), role: null }, [SECOND.bytes]);
  return { ledger, id, digest: requestOf(ledger, id).digest };
}

function approvedRequest(requester = 'bob') {
  const { ledger, id, digest } = requested(requester);
  const evidence = evidenceOf(requestOf(ledger, id));
  const approval = { request: id, digest, comment: 'Looks right.', evidence, roles: null };
  ledger.does('alice', { command: 'approve', ...approval });
  return { ledger, id, digest, evidence };
}

function cancelled(principal: string, isAllowed: boolean): VectorLedger {
  const { ledger, id } = requested();
  const data = { request: id, reason: 'Not wanted any more.' };
  return ledger.append(principal, { kind: 'request.cancelled', data }, isAllowed ? {} : { event: {} });
}

function change(requester = 'bob'): VectorLedger {
  const { ledger, id, digest, evidence } = approvedRequest(requester);
  const apply = { request: id, digest, message: null, evidence, prerequisite: null };
  ledger.does(requester, { command: 'apply', ...apply });
  ledger.does('alice', { command: 'tag', environment: 'production', number: 2, add: ['stable'], remove: [] });
  return ledger;
}

function requestOf({ state }: VectorLedger, id: string) {
  const request = state.requests.get(id);
  if (!request) throw new Error(`no request ${id}`);
  return request;
}
