/** The parts of a URL that rules look at, read leniently: a value in a configuration file need not be a proper URL. */

/** In lower case; undefined when the value does not begin as `scheme://` does. */
export function schemeOf(value: string): string | undefined {
  return /^\s*([a-z][a-z0-9+.-]{0,39}):\/\//i.exec(value)?.[1]?.toLowerCase();
}

/**
 * Whether the URL's host is one whose traffic does not leave the machine or the cluster: loopback, a name of one label
 * (a Compose service, a Kubernetes service of the same namespace), `*.localhost`, `*.svc`, `*.cluster.local`,
 * `*.docker.internal`, `*.test`. A host that is only known when the program runs is taken for one.
 */
export function isLocalUrl(value: string): boolean {
  const host = hostOf(value);
  if (host === undefined) return false;
  if (/[${}<>%]/.test(host)) return true;
  if (/^127\.|^0\.0\.0\.0$|^\[?::1?\]?$/.test(host)) return true;
  return !host.includes('.')
    ? !host.includes(':')
    : /\.(?:localhost|svc|cluster\.local|docker\.internal|test)$/.test(host);
}

/** In lower case, without user and port. */
function hostOf(value: string): string | undefined {
  const rest = /^\s*[a-z][a-z0-9+.-]{0,39}:\/\/([^/?#\s]*)/i.exec(value.slice(0, 2048))?.[1];
  if (rest === undefined) return undefined;
  const host = rest.slice(rest.lastIndexOf('@') + 1).split(',')[0] ?? '';
  return (/^\[[^\]]*\]/.exec(host)?.[0] ?? host.replace(/:\d*$/, '')).toLowerCase();
}
