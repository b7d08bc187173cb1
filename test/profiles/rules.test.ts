/** The examples of every built-in rule are its tests, and the built-in profiles are well-formed. */
import assert from 'node:assert/strict';
import { builtinProfileNames } from 'secure-config:profiles';
import { setOwn } from '../../shared/core/document/json.ts';
import type { Example, JsonValue, Rule } from '../../shared/core/profile/profile.ts';
import type { Project } from '../../shared/core/validation/project.ts';
import { checkWith, profileNamed, projectOf } from '../support/checking.ts';

describe('built-in rules', () => {
  for (const name of builtinProfileNames) {
    const profile = profileNamed(name);
    for (const rule of profile.rules) {
      it(`${name} ${rule.id} holds for its valid examples and for no invalid one`, async () => {
        const project = await projectOf(profile);
        assert.ok(rule.examples.valid.length > 0 && rule.examples.invalid.length > 0, 'both kinds are there');
        for (const example of rule.examples.valid) assert.deepEqual(breachesOf(rule, example, project), []);
        for (const example of rule.examples.invalid) {
          assert.ok(breachesOf(rule, example, project).length > 0, JSON.stringify(example));
        }
      });

      it(`${name} ${rule.id} is explained`, () => {
        for (const text of [rule.name, rule.message, rule.why, rule.remedy, rule.expected])
          assert.ok(text.length > 3);
        assert.match(rule.source, new RegExp(`^builtin:${name}/rules/${rule.id}\\.yaml$`));
      });
    }
  }

  it('are the fifteen of the guide, with their weights', () => {
    const counts = new Map<string, number>();
    for (const { severity } of profileNamed('voicehive').rules)
      counts.set(severity, (counts.get(severity) ?? 0) + 1);
    assert.deepEqual(Object.fromEntries(counts), { critical: 7, error: 4, warning: 4 });
  });
});

/** An example is a YAML file of nothing else, in an environment where the rule applies. */
function breachesOf(rule: Rule, example: Example, project: Project): string[] {
  const environment = rule.environments[0];
  const checked = checkWith(project, JSON.stringify(nested(example)), {
    path: 'example.yaml',
    ...(environment !== undefined && { environment }),
  });
  const outcome = checked.units[0]?.outcomes.find(each => each.rule.id === rule.id);
  assert.ok(outcome, 'the rule applies');
  return outcome.breaches.map(({ name }) => name);
}

function nested(example: Example): JsonValue {
  const root: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(example)) {
    let current = root;
    for (const part of field.split('.').slice(0, -1)) {
      if (!Object.hasOwn(current, part)) setOwn<JsonValue>(current, part, {});
      current = current[part] as Record<string, JsonValue>;
    }
    setOwn<JsonValue>(current, field.split('.').at(-1) ?? '', value);
  }
  return root;
}
