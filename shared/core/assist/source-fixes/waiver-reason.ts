/** Gives a waiver the place where its reason goes. */
import { type SourceFixer, sourceFix } from '../source-fix.ts';
import { insertKeys } from '../source-insert.ts';
import { waiverAt } from './nearest.ts';

export const waiverReason: SourceFixer = (problem, { document }) => {
  if (problem.code !== 'waiver/missing-reason') return [];
  const map = waiverAt(document.roots[0], problem.span);
  if (!map || map.entries.some(({ key }) => key === 'reason')) return [];
  const edit = insertKeys(map, [{ name: 'reason', value: '""' }], document.text);
  return edit ? [sourceFix('reason', 'Write down a reason', problem, [edit], false)] : [];
};
