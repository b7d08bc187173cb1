/** What a field is in the other environments' files. Of a secret only whether it is the same, never what it is. */
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import type { Setting } from '../validation/settings.ts';
import { shownValue } from '../validation/shown-value.ts';
import { isName } from './completion-missing.ts';
import { textOf } from './field-documentation-schema.ts';
import { blocks, cell, plain } from './markdown.ts';

const MOST_ROWS = 12;

export interface EnvironmentValue {
  readonly environment: string;
  /** Relative to the manifest's folder. */
  readonly path: string;
  readonly state: 'same' | 'different' | 'missing' | 'default' | 'unknown';
  /** Only of what is no secret. */
  readonly shown?: string;
}

/** One for each environment, the nearest file first. `own`: the setting that is compared with; absent: not set here. */
export function otherEnvironments(
  path: string,
  own: Setting | undefined,
  unit: CheckedUnit,
  siblings: readonly Checked[],
): readonly EnvironmentValue[] {
  const secret = isSecretAnywhere(path, [unit, ...siblings.flatMap(({ units }) => units)]);
  return siblings.slice(0, MOST_ROWS).flatMap(sibling =>
    sibling.units.slice(0, 1).map(other => {
      const place = { environment: other.environment ?? '', path: sibling.path };
      const setting = other.byPath.get(path.toLowerCase());
      if (!setting) return { ...place, ...withoutSetting(path, other, secret) };
      const state = stateOf(setting, own);
      if (secret || setting.value === null) return { ...place, state };
      return { ...place, state, shown: textOf(shownValue(setting.value, path, other.compiled.fields)) };
    }),
  );
}

function isSecretAnywhere(path: string, units: readonly CheckedUnit[]): boolean {
  const key = path.toLowerCase();
  return units.some(
    unit => unit.compiled.fields.get(key)?.secret === true || unit.byPath.get(key)?.secret === true,
  );
}

function withoutSetting(
  path: string,
  { omitted }: CheckedUnit,
  secret: boolean,
): Pick<EnvironmentValue, 'state' | 'shown'> {
  const field = omitted.find(each => each.path.toLowerCase() === path.toLowerCase());
  if (field?.default === undefined || secret) return { state: 'missing' };
  return { state: 'default', shown: textOf(field.default) };
}

function stateOf(setting: Setting, own: Setting | undefined): EnvironmentValue['state'] {
  if (!own) return setting.doubt === 'reference' ? 'unknown' : 'different';
  if (setting.doubt === 'reference' || own.doubt === 'reference') return 'unknown';
  return sameValue(setting.value, own.value) ? 'same' : 'different';
}

function sameValue(a: JsonValue, b: JsonValue): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

/** Where else the very same secret is used, under another name: `.env.staging: REDIS__PASSWORD`. */
export function reuseOf(own: Setting, unit: CheckedUnit, siblings: readonly Checked[]): readonly string[] {
  const { value } = own;
  if (!own.secret || typeof value !== 'string' || value === '' || own.doubt) return [];
  const isReuse = (setting: Setting): boolean =>
    setting.value === value && setting.path !== own.path && isName(setting.name);
  const here = unit.settings.filter(isReuse).map(({ name }) => name);
  const elsewhere = siblings.flatMap(({ path, units }) =>
    units.flatMap(({ settings }) => settings.filter(isReuse).map(({ name }) => `${path}: ${name}`)),
  );
  return [...here, ...elsewhere].slice(0, MOST_ROWS);
}

const STATES: Readonly<Record<EnvironmentValue['state'], string>> = {
  same: 'the same',
  different: 'a different value',
  missing: 'not set',
  default: 'its default',
  unknown: 'known only where it runs',
};

/** A table; empty when there is no other file. */
export function describeEnvironments(values: readonly EnvironmentValue[], isSet: boolean): string {
  if (values.length === 0) return '';
  const rows = values.map(({ environment, path, state, shown }) => {
    const name = environment === '' ? plain(path) : `${plain(environment)} (${plain(path)})`;
    const word = state === 'different' && !isSet ? 'set' : STATES[state];
    const value =
      shown === undefined || state === 'unknown'
        ? word
        : `${cell(shown)}${state === 'different' ? '' : ` ${word}`}`;
    return `| ${name} | ${value} |`;
  });
  return blocks(['| other environments | |', '|---|---|', ...rows].join('\n'));
}

export function describeReuse(places: readonly string[]): string {
  if (places.length === 0) return '';
  return `⚠ **Reused**: the same secret is the value of ${places.map(cell).join(', ')}.`;
}
