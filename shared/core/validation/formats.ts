/**
 * The string formats that profiles may name, as plain functions: the compiled validators of the built-in profiles call
 * them too. A format says no to more than 2,048 characters, so that none takes long whatever it is given.
 */

const LONGEST = 2048;

export const formats: Readonly<Record<string, (value: string) => boolean>> = {
  email: within(isEmail),
  hostname: within(isHostname),
  origin: within(isOrigin),
  url: within(isUrl),
  uri: within(isUrl),
};

function within(check: (value: string) => boolean): (value: string) => boolean {
  return value => value.length <= LONGEST && check(value);
}

/** An address as mail programs take it without quoting: `name@host`. */
function isEmail(value: string): boolean {
  const at = value.lastIndexOf('@');
  const local = value.slice(0, at);
  if (at < 1 || at > 64 || local.split('.').includes('')) return false;
  return /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/.test(local) && isHostname(value.slice(at + 1));
}

/** A DNS name or an IPv4 address. Underscores are allowed: container names have them. */
function isHostname(value: string): boolean {
  if (value.length > 253) return false;
  const labels = (value.endsWith('.') ? value.slice(0, -1) : value).split('.');
  return labels.every(
    label => label.length <= 63 && /^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/.test(label),
  );
}

/** Scheme, host and port, as browsers send it: no path, not even `/`, no user, no wildcard. */
function isOrigin(value: string): boolean {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(\[[0-9A-Fa-f:.]+\]|[^/:?#@\s[\]]+)(?::(\d{1,5}))?$/i.exec(value);
  if (!match) return false;
  const [, host = '', port = '1'] = match;
  return Number(port) <= 65_535 && (host.startsWith('[') || isHostname(host));
}

/** Any scheme, a host, and what may follow it; no blanks. */
function isUrl(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]/i.test(value) && !/\s/.test(value) && URL.canParse(value);
}
