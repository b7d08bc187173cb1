/** The messages of `shared/protocol.ts`, as the types that this side's library wants. */
import { NotificationType, RequestType } from 'vscode-languageserver/node';
import type { ClientNotifications, Notifications, Requests } from '../shared/protocol.ts';

export function requestType<Name extends keyof Requests>(
  name: Name,
): RequestType<Requests[Name]['params'], Requests[Name]['result'], void> {
  return new RequestType(name);
}

export function notificationType<Name extends keyof Notifications>(
  name: Name,
): NotificationType<Notifications[Name]> {
  return new NotificationType(name);
}

export function clientNotificationType<Name extends keyof ClientNotifications>(
  name: Name,
): NotificationType<ClientNotifications[Name]> {
  return new NotificationType(name);
}
