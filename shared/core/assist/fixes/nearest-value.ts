/** The value that was probably meant, where the schema lists the values there are. */
import type { JsonValue } from '../../profile/profile.ts';
import { nearestName } from '../../text/nearest.ts';
import { setField } from '../../validation/set-field.ts';
import type { Setting } from '../../validation/settings.ts';
import { type Fixer, idOf } from '../fix.ts';

export const nearestValue: Fixer = (finding, { unit, setting }) => {
  if (!unit || !setting || !/^schema\/(?:enum|type)$/.test(finding.code) || setting.secret) return [];
  const written = setting.node.kind === 'scalar' ? setting.node.value : undefined;
  if (typeof written !== 'string') return [];
  const choices = new Map(choicesOf(setting).map(value => [String(value), value]));
  const near = nearestName(written, choices.keys());
  // Another number is another thing, not a slip of the keys: eu-west-2 is no misspelt eu-west-1.
  if (near === undefined || digits(near) !== digits(written)) return [];
  const edits = () => setField({ path: setting.path, setting }, choices.get(near) ?? near, unit);
  const title = `Set ${setting.name} to ${near}`;
  return [{ id: idOf('nearest-value', finding), title, removes: true, isSafe: false, edits }];
};

function choicesOf({ field }: Setting): readonly JsonValue[] {
  if (field?.type === 'boolean') return [true, false];
  return Array.isArray(field?.schema.enum) ? field.schema.enum : [];
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}
