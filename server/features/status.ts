/** `secureConfig/status`: what the status bar says of each open document. */
import type { Feature } from '../context.ts';
import { notificationType } from '../custom-messages.ts';

export const status: Feature = {
  register: ({ client, connection, validation }) => {
    if (!client.notifications) return;
    validation.onDidCheck(({ check: { uri, status } }) => {
      void connection.sendNotification(notificationType('secureConfig/status'), { uri, status });
    });
  },
};
