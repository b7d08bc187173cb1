/** Versions as people read them in a terminal. */
import type { ShownVersion } from '../../shared/core/workflow/shown/version.ts';
import type { Io } from '../io.ts';
import { momentText, rowsText } from '../ledger/words.ts';
import { type TableCell, tableLines } from '../text/table.ts';
import { visibleText } from '../text/width.ts';

/** Newest first, one line each. */
export function versionsText(versions: readonly ShownVersion[], { style }: Io): string[] {
  const rows = versions.map((version): TableCell[] => [
    { text: `v${version.number}`, paint: text => (version.status === 'active' ? style('bold', text) : text) },
    { text: version.status, paint: text => style(LOOKS[version.status], text) },
    { text: momentText(version.time) },
    { text: String(version.score) },
    { text: visibleText(version.author) },
    { text: visibleText(version.approvers.join(', ')) },
    { text: [...version.tags.map(tag => `[${tag}]`), originText(version)].join(' ') },
  ]);
  const titles = ['version', 'status', 'UTC', 'score', 'by', 'approved by', 'what'];
  return tableLines(
    titles.map(title => (title === 'score' ? { title, align: 'right' } : { title })),
    rows,
    text => style('dim', text),
  );
}

const LOOKS = { active: 'green', inactive: 'dim', deprecated: 'yellow', corrupted: 'red' } as const;

function originText({ message, rollback, emergency }: ShownVersion): string {
  const back = rollback ? `back to v${rollback.to} (${rollback.reason}): ` : '';
  return `${emergency ? 'EMERGENCY ' : ''}${back}${visibleText(message)}`;
}

export function versionText(version: ShownVersion, io: Io): string[] {
  const { style } = io;
  const rows: [string, string][] = [
    ['status', version.status + (version.corruption === null ? '' : `: ${visibleText(version.corruption)}`)],
    ['message', visibleText(version.message)],
    ['made', `${momentText(version.time)} UTC by ${visibleText(version.author)}`],
    ['approved by', visibleText(version.approvers.join(', ')) || 'nobody: it is the first version'],
    ['request', version.request ?? 'none'],
    ['rollback', version.rollback ? `to v${version.rollback.to}, ${version.rollback.reason}` : 'no'],
    ['after', version.parent === null ? 'nothing' : `v${version.parent}`],
    ['score', `${version.score}, ${version.isCompliant ? 'compliant' : 'not compliant'}`],
    ['tags', version.tags.join(', ') || 'none'],
    ['files', version.files.map(visibleText).join(', ')],
  ];
  const title = style('bold', `v${version.number} of ${visibleText(version.environment)}`);
  return [
    version.emergency ? `${title}  ${style('magenta', 'emergency')}` : title,
    '',
    ...rowsText(rows, io),
  ];
}
