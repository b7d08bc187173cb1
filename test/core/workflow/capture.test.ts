/** What an environment's files become in a ledger: their exact texts, and no secret outside of the bundle. */
import assert from 'node:assert/strict';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { CONTENT } from '../../../shared/core/ledger/content.ts';
import { CUT_FILE, restoreFile } from '../../../shared/core/ledger/cut.ts';
import { ASSESSMENT } from '../../../shared/core/ledger/version.ts';
import type { Checked } from '../../../shared/core/validation/check.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import {
  type Captured,
  type CaptureInput,
  capture,
  contentOf,
} from '../../../shared/core/workflow/capture.ts';
import { checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';
import { fingerprint } from '../../support/drifting.ts';

let voicehive: Project;
before(async () => {
  voicehive = await projectOf(profileNamed('voicehive'));
});

function captured(files: readonly Checked[]): Captured {
  const result = capture({ files, fingerprint, now: NOW });
  if (!result.ok) throw new Error(result.refusals.map(({ message }) => message).join(' '));
  return result.captured;
}

function refused(input: Partial<CaptureInput>): string[] {
  const result = capture({ files: [], fingerprint, now: NOW, ...input });
  assert.equal(result.ok, false);
  return result.refusals.map(({ code, path = '' }) => `${code} ${path}`.trim());
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

const BUNDLE = { digest: `sha256:${'e'.repeat(64)}`, sealed: 'f'.repeat(64) };

describe('capturing an environment', () => {
  it('sorts files, cuts secrets, names attachments, and takes the lowest score', () => {
    const bad = checkWith(
      voicehive,
      'VOICEHIVE_ENVIRONMENT=production\nVOICEHIVE_REDIS__PASSWORD=invented-one\n',
      {
        path: 'b/.env',
      },
    );
    const good = checkWith(voicehive, '', { path: 'a.yaml', environment: 'development' });
    const { files, attachments, secrets, assessment, sides } = captured([bad, good]);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['a.yaml', 'b/.env'],
    );
    assert.deepEqual(secrets, { 'b/.env': ['invented-one'] });
    assert.deepEqual(
      files[1]?.cuts.map(({ field }) => field),
      ['redis.password'],
    );
    assert.equal(ASSESSMENT(assessment, 'assessment'), undefined);
    assert.equal(assessment.isCompliant, false);
    assert.ok(assessment.score < 100);
    assert.equal(sides.length, 2);
    const content = contentOf({ files, attachments, secrets, assessment, sides }, BUNDLE);
    assert.equal(CONTENT(content, 'content'), undefined);
    for (const { name, bytes } of attachments) assert.equal(bytesToHex(sha256(bytes)), name);
  });

  it('refuses what it could not keep', () => {
    const check = (path: string, text: string) => checkWith(voicehive, text, { path });
    assert.deepEqual(refused({}), ['no-files']);
    assert.deepEqual(refused({ unread: [{ path: 'x.env', reason: 'It is gone.' }] }), ['unreadable x.env']);
    assert.deepEqual(refused({ files: [check('.env', 'A=1\n'), check('.env', 'A=2\n')] }), ['files']);
    assert.deepEqual(refused({ files: [check('a.yaml', 'a: [1\n')] }), ['syntax a.yaml']);
    assert.deepEqual(refused({ files: [check('../.env', 'A=1\n')] }), ['limit ../.env']);
    const inName = 'database:\n  password: password\n';
    assert.deepEqual(refused({ files: [check('a.yaml', inName)] }), ['secret-in-name a.yaml']);
    const dialects = ['node'] as const;
    const unclear = checkWith(voicehive, 'API_TOKEN=#x\n', { path: '.env', dialects });
    assert.deepEqual(refused({ files: [unclear] }), ['unclear-secret .env']);
    const { project, ...governance } = check('.env', '').governance;
    assert.ok(project);
    assert.deepEqual(refused({ files: [{ ...check('.env', 'A=1\n'), governance }] }), ['ungoverned .env']);
    const mistake = {
      code: 'manifest/value',
      severity: 'error',
      message: 'x',
      span: { start: 0, end: 1 },
    } as const;
    const broken = { ...voicehive, problems: new Map([['secure-config.yaml', [mistake]]]) };
    assert.deepEqual(refused({ files: [checkWith(broken, '', { path: '.env' })] }), ['rules']);
  });

  it('leaves no secret in anything but the bundle, and every byte in both together', () => {
    fc.assert(
      fc.property(fc.array(lines, { minLength: 1, maxLength: 3 }), fc.boolean(), (files, mark) => {
        const texts = files.map(parts => (mark ? '\uFEFF' : '') + parts.map(({ text }) => text).join(''));
        const canaries = files.flat().flatMap(({ canary }) => (canary === undefined ? [] : [canary]));
        const checked = texts.map((text, index) => checkWith(voicehive, text, { path: `${index}/.env` }));
        const { files: cut, attachments, secrets } = captured(checked);
        const values = secrets ?? {};
        for (const [index, file] of cut.entries()) {
          assert.equal(CUT_FILE(file, 'file'), undefined);
          assert.equal(restoreFile(file, values[file.path] ?? []), texts[index]);
        }
        for (const { bytes } of attachments) {
          for (const canary of canaries) assert.ok(!textOf(bytes).includes(canary), canary);
        }
      }),
      { numRuns: 100 },
    );
  });
});

interface Line {
  readonly text: string;
  /** A secret that stands in it, if it says so itself. */
  readonly canary?: string;
}

/** Some of them again and again, so that they stand in several places. */
const canaries = fc.constantFrom(
  'Zq7invented',
  'canary',
  'Xinvented$two',
  'in#vented-three',
  'in vented 4',
  'inv"ent5',
);
const secretNames = fc.constantFrom('VOICEHIVE_REDIS__PASSWORD', 'VOICEHIVE_DATABASE__PASSWORD', 'API_TOKEN');
const breaks = fc.constantFrom('\n', '\r\n');

const lines: fc.Arbitrary<Line[]> = fc.array(
  fc.oneof(
    fc.tuple(secretNames, canaries, breaks).map(([name, canary, end]) => {
      return { text: `${name}='${canary}'${end}`, canary };
    }),
    fc.tuple(canaries, breaks).map(([canary, end]) => ({ text: `# was ${canary} once${end}` })),
    fc
      .tuple(canaries, breaks)
      .map(([canary, end]) => ({ text: `VOICEHIVE_SERVICE_NAME='x${canary}y'${end}` })),
    breaks.map(end => ({ text: `VOICEHIVE_REGION=eu-west-1${end}` })),
  ),
  { maxLength: 8 },
);
