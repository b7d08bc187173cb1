/** A file that says it is for another environment than the one it is checked as. */
import { setField } from '../../validation/set-field.ts';
import { type Fixer, idOf } from '../fix.ts';

export const ownEnvironment: Fixer = (finding, { checked, unit, setting }) => {
  const { environment } = checked.governance;
  if (finding.kind !== 'environment' || !unit || !setting || environment === undefined) return [];
  const edits = () => setField({ path: setting.path, setting }, environment, unit);
  const title = `Set ${setting.name} to ${environment}`;
  return [{ id: idOf('own-environment', finding), title, removes: true, isSafe: false, edits }];
};
