/** What can be typed in manifests, profiles, rule files and schemas. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { globsFor } from '../../../shared/core/assist/completion-globs.ts';
import type { Completion } from '../../../shared/core/assist/completion-item.ts';
import { mappedNames, patternAt } from '../../../shared/core/assist/completion-mapped.ts';
import { completeSource, sourcePlace } from '../../../shared/core/assist/completion-source.ts';
import { hoverSource } from '../../../shared/core/assist/hover-source.ts';
import type { SourceKind } from '../../../shared/core/assist/schema-walk.ts';
import { parseYaml } from '../../../shared/core/document/yaml.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { accepted, labels, readCursor } from '../../support/assisting.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';

const APP = { path: 'app.yaml', text: 'db:\n  host: x\n  "max size": 1\nlist:\n  - a: 1\n' };
const FILES = ['.env.production', '.env.staging', 'config/production.yaml'];

describe('completion and hover in our own files', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });
  const at = (marked: string, kind: SourceKind = 'manifest', snippets = true): readonly Completion[] => {
    const { text, offset } = readCursor(marked);
    const document = parseYaml(text);
    const place = sourcePlace(document, offset);
    const isMapped = patternAt(document, offset) === 'app.yaml';
    const files = { globs: globsFor(FILES), mapped: isMapped ? mappedNames([APP]) : [] };
    return place ? completeSource(place, { kind, document, offset, project, snippets, files }) : [];
  };
  const hoverAt = (marked: string, kind: SourceKind = 'manifest'): string | undefined => {
    const { text, offset } = readCursor(marked);
    const document = parseYaml(text);
    return hoverSource({ kind, document, offset, project, files: FILES, pageOf: () => undefined })?.markdown;
  };
  const names = (items: readonly Completion[]) => items.map(({ label }) => label);

  const offered: readonly [name: string, text: string, expected: string, kind?: SourceKind][] = [
    ['keys', '<|>\n', 'files'],
    ['keys in an entry of a list', 'files:\n  - match: a\n    <|>\n', 'dialects'],
    ['the first key of an entry', 'waivers:\n  - <|>\n', 'rule'],
    ['built-in profiles', 'extends: <|>\n', 'voicehive'],
    ['built-in profiles in a list', 'extends:\n  - <|>\n', 'twelve-factor'],
    ['built-in profiles in flow style', 'extends: [<|>]\n', 'twelve-factor'],
    ['rule ids', 'rules:\n  <|>\n', 'SEC_004'],
    ['rule ids of waivers', 'waivers:\n  - rule: <|>\n', 'SEC_004'],
    ['what a rule can be', 'rules:\n  SEC_004: <|>\n', 'off'],
    ['keys of a change to a rule', 'rules:\n  SEC_004:\n    <|>\n', 'severity'],
    ['severities', 'rules:\n  SEC_004:\n    severity: <|>\n', 'critical'],
    ['fields of a rule', 'rules:\n  SEC_004:\n    field: <|>\n', 'auth.jwt_secret_key'],
    ['dialects', 'files:\n  - match: a\n    dialects: [node, <|>]\n', 'compose'],
    ['dialects in block style', 'files:\n  - match: a\n    dialects:\n      - <|>\n', 'compose'],
    ['environments', 'files:\n  - match: a\n    environment: <|>\n', 'staging'],
    ['fields and groups of a map', 'files:\n  - match: a\n    map:\n      db: <|>\n', 'database'],
    ['paths of a mapped file', 'files:\n  - match: b\n  - match: app.yaml\n    map:\n      <|>\n', 'db.host'],
    ['groups of a mapped file', 'files:\n  - match: app.yaml\n    map: {<|>}\n', 'db'],
    ['globs that match', 'files:\n  - <|>\n', '.env.{environment}'],
    ['globs of one file', 'files:\n  - match: <|>\n', 'config/production.yaml'],
    ['roles', 'approvals:\n  requirements:\n    - approvers: [<|>]\n', 'security_admin'],
    ['priorities', 'approvals:\n  requirements:\n    - priority: <|>\n', 'critical'],
    ['fallbacks', 'fallbacks: <|>\n', 'off'],
    ['keys of a schema', 'schema:\n  properties:\n    port:\n      <|>\n', 'maximum'],
    ['types of a schema', 'schema:\n  properties:\n    port: {type: <|>}\n', 'integer'],
    ['keys of a profile', '<|>\n', 'name', 'profile'],
    ['keys of a rule', 'id: A\n<|>\n', 'must', 'rule'],
    ['selectors', 'field: <|>\n', '$secrets', 'rule'],
    ['environments of a rule', 'environments: [<|>]\n', 'production', 'rule'],
    ['frameworks', 'frameworks:\n  - <|>\n', 'SOC2', 'rule'],
    ['keywords of must', 'must:\n  <|>\n', 'schemes', 'rule'],
    ['formats', 'must: {format: <|>}\n', 'hostname', 'rule'],
    ['fields of an example', 'examples:\n  valid:\n    - <|>\n', 'database.ssl_mode', 'rule'],
    ['keywords of a schema file', 'properties:\n  a:\n    <|>\n', 'secret', 'schema'],
  ];
  for (const [name, text, expected, kind] of offered) {
    it(`offers ${name}`, () => {
      const found = names(at(text, kind));
      assert.ok(found.includes(expected), `no ${expected} among ${found.join(', ')}`);
    });
  }

  it('offers no key twice, and the required ones first', () => {
    assert.deepEqual(labels(at('waivers:\n  - until: 2027-01-31\n    <|>\n')), [
      'rule | Rule, required',
      'files | Files',
      'reason | Reason',
    ]);
  });

  const written: readonly [text: string, label: string, result: string][] = [
    ['files:\n  - match: a\n    dia<|>\n', 'dialects', 'files:\n  - match: a\n    dialects:\n      - $1\n'],
    ['rules:\n  SEC<|>\n', 'SEC_004', 'rules:\n  SEC_004: \n'],
    ['files:\n  - <|>\n', '.env.{environment}', 'files:\n  - .env.{environment}\n'],
    ['fall<|>\n', 'fallbacks', 'fallbacks: ${1|warning,error,off|}\n'],
    [
      'files:\n  - match: app.yaml\n    map:\n      db<|>\n',
      'db.max size',
      'files:\n  - match: app.yaml\n    map:\n      "db.max size": \n',
    ],
    ['extends:<|>\n', 'voicehive', 'extends: voicehive\n'],
  ];
  for (const [text, label, result] of written) {
    it(`writes ${label}`, () => assert.equal(accepted(text, at(text), label), result));
  }

  const explained: readonly [name: string, text: string, expected: RegExp, kind?: SourceKind][] = [
    ['a key', 'fall<|>backs: error\n', /What to say when a production document.*One of `warning`/s],
    ['a rule', 'rules:\n  SEC_<|>004: off\n', /JWT Expiration Limit.*stolen token.*What to do/s],
    ['a rule in a waiver', 'waivers:\n  - rule: SEC_<|>004\n', /JWT Expiration Limit/],
    ['a profile', 'extends: voice<|>hive\n', /VoiceHive Hotels Orchestrator/],
    ['a field', 'files:\n  - match: a\n    map: {db: database.po<|>rt}\n', /Database port.*1–65535/s],
    ['a group', 'files:\n  - match: a\n    map: {db: data<|>base}\n', /PostgreSQL/],
    ['a glob', 'files:\n  - .env.{<|>environment}\n', /matches 2 files.*\.env\.staging/s],
    ['a dialect', 'files:\n  - match: a\n    dialects: [com<|>pose]\n', /Compose/],
    ['a field glob of a rule', 'field: "**.*_u<|>rl"\n', /selects 2 fields/, 'rule'],
    ['a keyword', 'must: {schem<|>es: [https]}\n', /begins with one of these/, 'rule'],
  ];
  for (const [name, text, expected, kind] of explained) {
    it(`explains ${name}`, () => assert.match(hoverAt(text, kind) ?? '', expected));
  }
});
