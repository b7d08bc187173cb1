/** The files that are measured: made from a fixed seed, so that every run and every machine measures the same text. */
import fs from 'node:fs';
import path from 'node:path';

const SERVICES_IN_GROUP = 25;
const FIELDS = 8;

export interface Service {
  readonly group: string;
  readonly name: string;
  readonly values: readonly (readonly [field: string, value: string])[];
}

/** A service is eight lines, in either language. */
export function makeServices(lines: number, seed = 1): readonly Service[] {
  const random = mulberry32(seed);
  return Array.from({ length: Math.ceil(lines / FIELDS) }, (_, index) => makeService(index, random));
}

export function toYaml(services: readonly Service[]): string {
  const lines: string[] = [];
  for (const [index, service] of services.entries()) {
    if (service.group !== services[index - 1]?.group) lines.push(`${service.group}:`);
    lines.push(`  ${service.name}:`);
    for (const [field, value] of service.values) lines.push(`    ${field}: ${value}`);
  }
  return `${lines.join('\n')}\n`;
}

export function toDotenv(services: readonly Service[]): string {
  const lines = services.flatMap(({ group, name, values }) =>
    values.map(([field, value]) =>
      `BENCH_${group}__${name}__${field}=${value}`.replace(/^[^=]+/, key => key.toUpperCase()),
    ),
  );
  return `${lines.join('\n')}\n`;
}

/** The same schema for every tool, in a form that all of them read. */
export function makeSchema(services: readonly Service[]): object {
  const groups: Record<
    string,
    { type: string; additionalProperties: boolean; properties: Record<string, object> }
  > = {};
  for (const { group, name } of services) {
    groups[group] ??= { type: 'object', additionalProperties: false, properties: {} };
    groups[group].properties[name] = { $ref: '#/definitions/service' };
  }
  return {
    type: 'object',
    additionalProperties: false,
    properties: groups,
    definitions: { service: SERVICE },
  };
}

/** A schema for any number of services: as large as that of a single one. */
export function makeOpenSchema(): object {
  const group = { type: 'object', additionalProperties: { $ref: '#/definitions/service' } };
  return { type: 'object', additionalProperties: group, definitions: { service: SERVICE } };
}

/** A folder that our own tools check: manifest, schema, and the files named. */
export function writeProject(folder: string, schema: object, files: Readonly<Record<string, string>>): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'schema.json'), JSON.stringify(schema));
  fs.writeFileSync(path.join(folder, 'secure-config.yaml'), MANIFEST);
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

const MANIFEST = `prefix: BENCH_
delimiter: __
schema: ./schema.json
files:
  - match: '**/*.yaml'
    environment: production
  - match: '**/.env*'
    environment: production
    dialects: [dotenv]
`;

const SERVICE = {
  type: 'object',
  additionalProperties: false,
  properties: {
    host: { type: 'string', minLength: 1 },
    port: { type: 'integer', minimum: 1, maximum: 65535 },
    endpoint: { type: 'string', pattern: '^https?://' },
    enabled: { type: 'boolean' },
    replicas: { type: 'integer', minimum: 0, maximum: 100 },
    level: {
      title: 'Level',
      description: 'The least severe messages that are logged.',
      type: 'string',
      enum: ['debug', 'info', 'warning', 'error'],
    },
    timeout_seconds: { type: 'integer', minimum: 1, maximum: 600 },
  },
};

function makeService(index: number, random: () => number): Service {
  const integer = (from: number, to: number) => String(from + Math.floor(random() * (to - from + 1)));
  const group = `group${String(Math.floor(index / SERVICES_IN_GROUP)).padStart(3, '0')}`;
  const name = `service${String(index % SERVICES_IN_GROUP).padStart(2, '0')}`;
  return {
    group,
    name,
    values: [
      ['host', `host-${integer(1, 9999)}.internal`],
      ['port', integer(1024, 65535)],
      ['endpoint', `https://api-${integer(1, 9999)}.example.org/v1`],
      ['enabled', random() < 0.5 ? 'true' : 'false'],
      ['replicas', integer(0, 100)],
      ['level', ['debug', 'info', 'warning', 'error'][Math.floor(random() * 4)] ?? 'info'],
      ['timeout_seconds', integer(1, 600)],
    ],
  };
}

/** A small generator of numbers in [0, 1) with a seed (public domain, Tommy Ettinger). */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
