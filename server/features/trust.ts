/** `secureConfig/trustGranted`: from now on a team's own profiles and rules count. */
import type { Feature } from '../context.ts';
import { clientNotificationType } from '../custom-messages.ts';
import { guardedNotification } from '../log.ts';

export const trust: Feature = {
  register: ({ connection, ledgers, log, projects, validation, workspaceCheck }) => {
    connection.onNotification(
      clientNotificationType('secureConfig/trustGranted'),
      guardedNotification(log, 'secureConfig/trustGranted', () => {
        projects.trust();
        ledgers.trust();
        workspaceCheck.outdate(true);
        validation.revalidate();
      }),
    );
  },
};
