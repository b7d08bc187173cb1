/** The floor for checking YAML: one thread of `yaml` and a compiled ajv, no ranges, no rules, no report. */
import fs from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const validate = new Ajv({ allErrors: true, strict: false }).compile(
  JSON.parse(fs.readFileSync('schema.json', 'utf8')),
);
const reports = fs
  .readdirSync('.', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.yaml') && path.basename(name) !== 'secure-config.yaml')
  .map(name => {
    const valid = validate(parse(fs.readFileSync(name, 'utf8')));
    return { path: name, valid, errors: validate.errors };
  });
process.stdout.write(JSON.stringify({ reports }));
