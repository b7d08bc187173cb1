/** `Show Event`: one event of the audit as a page. Not in the palette: it needs to be told which. */
import type { EventPanels } from '../views/event-panel.ts';
import { subjectUri } from '../views/subject-uri.ts';

export async function showEvent(panels: EventPanels, target: unknown): Promise<void> {
  const { folderUri, event } = (target ?? {}) as { folderUri?: unknown; event?: { seq?: unknown } };
  if (typeof folderUri !== 'string' || typeof event?.seq !== 'number') return;
  await panels.show(subjectUri(folderUri, String(event.seq)));
}
