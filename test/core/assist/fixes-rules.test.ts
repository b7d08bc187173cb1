/** Every rule of every built-in profile, broken as its examples break it: its fix mends it and changes nothing else. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { builtinProfileNames } from 'secure-config:profiles';
import { fixesFor } from '../../../shared/core/assist/fixes.ts';
import type { Example, JsonValue, Profile } from '../../../shared/core/profile/profile.ts';
import { variableOf } from '../../../shared/core/profile/variable-name.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import type { Checked } from '../../../shared/core/validation/check.ts';
import type { Finding } from '../../../shared/core/validation/finding.ts';
import { checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

/** Examples for which nobody but the person knows the right value. */
const ONLY_THE_PERSON_KNOWS = new Set([
  'GDPR_001 {"region":"us-east-1"}',
  'GDPR_001 {"region":"EU-WEST-1"}',
  'GDPR_001 {}',
  'OPS_002 {}',
  'OPS_003 {}',
  'SEC_006 {"security.cors_allowed_origins":["*"]}',
  'SEC_006 {"security.cors_allowed_origins":["https://app.example.com","*"]}',
]);

const STYLES: readonly { readonly name: string; readonly path: string; write: typeof asDotenv }[] = [
  { name: 'dotenv', path: '.env', write: asDotenv },
  { name: 'dotenv in double quotes, exported, CRLF', path: '.env', write: asQuotedDotenv },
  { name: 'YAML', path: 'config.yaml', write: asYaml },
  { name: 'YAML in braces', path: 'config.yaml', write: example => JSON.stringify(nested(example)) },
];

describe('quick fixes of the built-in rules', () => {
  const unmended = new Set<string>();

  for (const name of builtinProfileNames) {
    const profile = profileNamed(name);
    for (const rule of profile.rules) {
      for (const style of STYLES) {
        it(`${rule.id} in ${style.name}`, async () => {
          const project = await projectOf(profile);
          const environment = rule.environments[0];
          const options = { path: style.path, ...(environment !== undefined && { environment }) };
          for (const example of rule.examples.invalid) {
            const text = style.write(example, profile);
            const checked = checkWith(project, text, options);
            const found = checked.findings.filter(({ code }) => code === rule.id);
            assert.ok(found.length > 0, text);
            for (const finding of found) {
              const isMended = mend(finding, checked, fixed => checkWith(project, fixed, options));
              if (!isMended) unmended.add(`${rule.id} ${JSON.stringify(example)}`);
            }
          }
        });
      }
    }
  }

  it('are there for every example but those that only the person can mend', () => {
    assert.deepEqual([...unmended].sort(), [...ONLY_THE_PERSON_KNOWS].sort());
  });
});

/** Applies every fix that says it removes the finding. False when there is none. */
function mend(finding: Finding, checked: Checked, check: (text: string) => Checked): boolean {
  const fixes = fixesFor(finding, checked, NOW).filter(({ removes }) => removes);
  for (const fix of fixes) {
    const fixed = check(applyEdits(checked.document.text, fix.edits(randomBytes)));
    const still = fixed.findings.filter(
      ({ code, field }) => code === finding.code && field === finding.field,
    );
    assert.deepEqual(still, [], `${fix.title}: ${fixed.document.text}`);
    assert.deepEqual(fixed.document.problems, [], fix.title);
    assert.deepEqual(valuesBut(finding.field, fixed), valuesBut(finding.field, checked), fix.title);
  }
  return fixes.length > 0;
}

function valuesBut(field: string | undefined, { units }: Checked): [string, JsonValue][] {
  const settings = units.flatMap(unit => unit.settings);
  return settings.filter(({ path }) => path !== field).map(({ path, value }) => [path, value]);
}

function asDotenv(example: Example, profile: Profile): string {
  return `# before\n${lines(example, profile).join('\n')}\n# behind\n${neighbour(profile)}=kept # too\n`;
}

function asQuotedDotenv(example: Example, profile: Profile): string {
  const quoted = lines(example, profile).map(
    line => `export ${line.replace(/=([^[{].*)?$/, '="$1"')} # note`,
  );
  return ['# before', ...quoted, `export ${neighbour(profile)}="kept"`, ''].join('\r\n');
}

function lines(example: Example, profile: Profile): string[] {
  return Object.entries(example).map(([field, value]) => {
    const name = profile.prefix === '' ? field : variableOf(field, profile);
    return `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
  });
}

function neighbour({ prefix }: Profile): string {
  return prefix === '' ? 'OTHER' : `${prefix}SERVICE_NAME`;
}

function asYaml(example: Example): string {
  const write = (tree: JsonValue, indent: string): string =>
    Object.entries(tree as Record<string, JsonValue>)
      .map(([key, value]) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? `${indent}${key}:\n${write(value, `${indent}  `)}`
          : `${indent}${key}: ${JSON.stringify(value)} # note\n`,
      )
      .join('');
  return `# before\n${write(nested(example), '')}service_name: kept\n`;
}

function nested(example: Example): JsonValue {
  const root: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(example)) {
    const parts = field.split('.');
    let current = root;
    for (const part of parts.slice(0, -1)) {
      current[part] ??= {};
      current = current[part] as Record<string, JsonValue>;
    }
    current[parts.at(-1) ?? ''] = value;
  }
  return root;
}
