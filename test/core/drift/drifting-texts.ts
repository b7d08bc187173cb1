/** Configurations of a few fields in many spellings, for tests that compare two of them. */
import fc from 'fast-check';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  service_name: ['one', 'two words', ''],
  region: ['eu-west-1', 'eu-north-1'],
  'redis.ssl': ['true', 'false'],
  'redis.db': ['1', '2'],
  'redis.password': ['invented one', 'invented-two', 'invented#three', ''],
  'database.password': ['invented-two', 'invented"four'],
  'database.host': ['db.example', 'other.example'],
};

function entries(): fc.Arbitrary<readonly (readonly [field: string, value: string, style: number])[]> {
  const names = fc.uniqueArray(fc.constantFrom(...Object.keys(VALUES)), { maxLength: 6 });
  return names.chain(fields =>
    fc.tuple(
      ...fields.map(field =>
        fc.tuple(fc.constant(field), fc.constantFrom(...(VALUES[field] ?? [])), fc.nat(11)),
      ),
    ),
  );
}

export function dotenvTexts(): fc.Arbitrary<string> {
  const lineBreaks = fc.constantFrom('\n', '\r\n');
  return fc.tuple(entries(), lineBreaks, fc.boolean()).map(([all, lineBreak, ends]) => {
    const lines = all.flatMap(([field, value, style]) => {
      const quote = ["'", '"', ''][/[\s#]/.test(value) ? 0 : style % 3] ?? '';
      const safe = value.includes('"') ? "'" : quote;
      const name = `VOICEHIVE_${field.toUpperCase().replace('.', '__')}`;
      const line = `${style % 2 ? 'export ' : ''}${name}=${safe}${value}${safe}${style > 8 ? ` # also ${style}` : ''}`;
      return style > 5 ? [`# kept ${style}`, line] : [line];
    });
    return lines.join(lineBreak) + (ends && lines.length > 0 ? lineBreak : '');
  });
}

export function yamlTexts(): fc.Arbitrary<string> {
  return fc.tuple(entries(), fc.constantFrom('  ', '    '), fc.boolean()).map(([all, indent, flow]) => {
    const groups = new Map<string, string[]>();
    for (const [field, value, style] of all) {
      const [group = '', key] = field.includes('.') ? field.split('.') : ['', field];
      const isTyped = /^(?:true|false|\d+)$/.test(value);
      const written = isTyped || (style % 2 && /^[a-z-]+$/.test(value)) ? value : JSON.stringify(value);
      groups.set(group, [...(groups.get(group) ?? []), `${key}: ${written}`]);
    }
    return [...groups]
      .map(([group, lines]) => {
        if (group === '') return lines.map(line => `${line} # kept\n`).join('');
        return flow
          ? `${group}: {${lines.join(', ')}}\n`
          : `${group}:\n${lines.map(line => `${indent}${line}\n`).join('')}`;
      })
      .join('');
  });
}
