/** A secret's value is in no finding, report or log, whatever is wrong with it or around it. */
import assert from 'node:assert/strict';
import type { JsonSchema, Rule } from '../../../shared/core/profile/profile.ts';
import { complianceReport } from '../../../shared/core/report/compliance.ts';
import { toSarif } from '../../../shared/core/report/sarif.ts';
import type { Finding } from '../../../shared/core/validation/finding.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { type CheckOptions, checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

const CANARY = 'Kq7Zt9canaryX2wB';
const SHORT = 'q7Zt';
const production: CheckOptions = {
  environment: 'production',
  dialects: ['dotenv-expand', 'compose', 'bash', 'systemd'],
};

const DOTENV: Readonly<Record<string, string>> = {
  'a secret that is too short': `VOICEHIVE_DATABASE__PASSWORD=${SHORT}\nVOICEHIVE_SECURITY__ENCRYPTION_KEY=${CANARY}\n`,
  'a secret that dialects read differently': `VOICEHIVE_DATABASE__PASSWORD=${CANARY}#${CANARY} ${CANARY}\n`,
  'a quote that is never closed': `VOICEHIVE_SERVICE_NAME="open\nVOICEHIVE_DATABASE__PASSWORD=${CANARY}\n`,
  'a line that is none': `VOICEHIVE_DATABASE__PASSWORD ${CANARY}\n${CANARY}\n`,
  'a command': `VOICEHIVE_DATABASE__PASSWORD=$(echo ${CANARY})\n`,
  'a fallback': `VOICEHIVE_DATABASE__PASSWORD=\${DB_PASSWORD:-${CANARY}}\n`,
  'a misspelt name': `VOICEHIVE_DATABASE__PASWORD=${CANARY}\nVOICEHIVE_DATABASE__PASSWORD__X=${CANARY}\n`,
  'a secret twice': `VOICEHIVE_DATABASE__PASSWORD=${CANARY}\nVOICEHIVE_DATABASE__PASSWORD=${CANARY}2\n`,
  'a group in one variable': `VOICEHIVE_DATABASE='{"password": "${SHORT}", "port": "${SHORT}", "host": 1}'\n`,
  'a group that is no JSON': `VOICEHIVE_DATABASE=password:${CANARY}\nVOICEHIVE_DATABASE__PORT=1\n`,
  'a token in the wrong field': `VOICEHIVE_LOG_LEVEL=ghp_${CANARY}${CANARY}${CANARY}\n`,
  'a copy of a secret': `VOICEHIVE_DATABASE__PASSWORD=${CANARY}\nVOICEHIVE_ENVIRONMENT=\${VOICEHIVE_DATABASE__PASSWORD}\nDB_PASSWORD=${CANARY}\nCOPY="x\${DB_PASSWORD}"\nVOICEHIVE_DATABASE__PORT=$DB_PASSWORD\n`,
  'a secret with a number': `DB_PASSWORD2=${CANARY} ${CANARY}\nAPI_KEY_1=\`${CANARY}\`\nSECRET3=\${NONE:?${CANARY}}\n`,
  'a secret within a text': `A="Bearer ${CANARY}"\nB='Server=h;Password=${CANARY};'\nC='{"password":"${CANARY}"}'\nD=["amqp://u:${CANARY}@h"]\nE=1 # ghp_${CANARY}${CANARY}${CANARY}\n`,
  'a secret of several lines without quotes': `PRIVATE_KEY=-----BEGIN PRIVATE KEY-----\n${CANARY}1\n${CANARY}2==\n-----END PRIVATE KEY-----\n`,
  'a secret that goes on': `SECRET=\\\n${CANARY}\\\n${CANARY}\nSECRET->${CANARY}\nexport ghp_${CANARY}${CANARY}${CANARY}\n=${CANARY}\n`,
  'a secret behind an option': `ARGS="--user bob --db-password ${CANARY} -v"\n`,
  'a secret in a list of named values': `VARIABLES='[{"name":"DB_PASSWORD","value":"${CANARY}"}]'\nMORE='[{"value":"${CANARY}","key":"API_TOKEN"}]'\n`,
  'a password in a URL': `VOICEHIVE_EXTERNAL_SERVICES__VAULT_URL=http://vault:${CANARY}@vault.example.com\n`,
};

const YAML: Readonly<Record<string, string>> = {
  'secrets of the wrong type': `database: {password: [${CANARY}], port: 1}\nauth:\n  jwt_secret_key: {a: ${CANARY}}\n`,
  'a secret where a group is due': `database: ${CANARY}\nredis:\n  - ${CANARY}\n`,
  'a secret in a list of variables': `environment: [DB_PASSWORD=${CANARY}]\nservice_name: {x: [API_KEY=${CANARY}]}\n`,
  'a secret in a list of named values': `service_name:\n  - {name: DB_PASSWORD, value: ${CANARY}}\nspec:\n  env:\n    - name: API_TOKEN\n      value: ${CANARY}\n    - Value: {x: [${CANARY}]}\n      Key: MasterPassword\n`,
  'a secret behind an option': `service_name: [run, --password, ${CANARY}]\nspec: {args: [--db-password=${CANARY}, -token, ${CANARY}]}\n`,
  'broken YAML': `database:\n  password: "${CANARY}\nredis: [${CANARY}\n`,
  'secrets in a list': `services:\n  - name: a\n    password: ${CANARY}\n  - token: ${CANARY}\n`,
};

describe('secrets', () => {
  for (const [name, text] of Object.entries(DOTENV)) {
    it(`stay secret: ${name}`, async () => {
      assertSilent(await projectOf(profileNamed('voicehive')), text, production);
      assertSilent(await projectOf(profileNamed('twelve-factor')), text, production);
    });
  }

  for (const [name, text] of Object.entries(YAML)) {
    it(`stay secret in YAML: ${name}`, async () => {
      const options = { ...production, path: 'config.yaml' };
      assertSilent(await projectOf(profileNamed('voicehive')), text, options);
      assertSilent(await projectOf(profileNamed('twelve-factor')), text, options);
    });
  }

  it('stay secret for every keyword that a schema can object with', async () => {
    for (const keyword of Object.keys(KEYWORDS)) {
      const secret: JsonSchema = { secret: true, ...KEYWORDS[keyword] };
      const profile = { ...profileNamed('twelve-factor'), schema: { properties: { pin: secret } } };
      const rule = ruleWith(KEYWORDS[keyword] ?? {});
      const project = await projectOf({ ...profile, rules: [rule, { ...rule, id: 'OWN_2', fields: ['$'] }] });
      const checked = assertSilent(project, `pin: ${CANARY}\n`, { path: 'a.yaml' });
      assert.ok(
        checked.some(({ code }) => code === `schema/${keyword}`),
        keyword,
      );
      assert.ok(
        checked.some(({ code }) => code === 'OWN_1'),
        keyword,
      );
    }
  });
});

const KEYWORDS: Readonly<
  Record<string, { readonly [keyword: string]: never | string | number | boolean | string[] }>
> = {
  type: { type: 'integer' },
  enum: { enum: ['a'] },
  const: { const: 'a' },
  minLength: { minLength: 100 },
  maxLength: { maxLength: 3 },
  pattern: { pattern: '^a$' },
  format: { format: 'email' },
  notOneOf: { notOneOf: [CANARY.toLowerCase()] },
  schemes: { schemes: ['https'] },
  minEntropy: { minEntropy: 1000 },
};

/** Words of the profile itself are not the document's: only what the document says is looked for. */
function assertSilent(project: Project, text: string, options: CheckOptions): readonly Finding[] {
  const checked = checkWith(project, text, options);
  const said = [
    ...checked.findings.map(({ message, related, fix }) => [message, related, fix?.title]),
    complianceReport(checked, NOW),
    toSarif([checked], { version: '0.0.0' }),
  ];
  for (const part of said) {
    const json = JSON.stringify(part) ?? '';
    for (const secret of [CANARY, SHORT]) assert.ok(!json.includes(secret), json.slice(0, 3000));
  }
  return checked.findings;
}

function ruleWith(must: JsonSchema): Rule {
  return {
    id: 'OWN_1',
    name: 'Own rule',
    severity: 'error',
    frameworks: [],
    environments: [],
    fields: ['pin'],
    must,
    message: '{field} is wrong.',
    why: '',
    remedy: 'Mend it.',
    expected: 'Something else',
    waivable: false,
    examples: { valid: [], invalid: [] },
    source: 'rules/own.yaml',
  };
}
