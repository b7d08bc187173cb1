/** The encrypted form of a URL: the scheme, and the port where it is the usual one of the scheme. */

interface Secure {
  readonly scheme: string;
  /** The usual ports, where both schemes have one. */
  readonly ports?: readonly [clear: string, encrypted: string];
}

const SECURE: ReadonlyMap<string, readonly Secure[]> = new Map([
  [
    'http',
    [
      { scheme: 'https', ports: ['80', '443'] },
      { scheme: 'wss', ports: ['80', '443'] },
    ],
  ],
  [
    'ws',
    [
      { scheme: 'wss', ports: ['80', '443'] },
      { scheme: 'https', ports: ['80', '443'] },
    ],
  ],
  ['wss', [{ scheme: 'https' }]],
  ['https', [{ scheme: 'wss' }]],
  ['redis', [{ scheme: 'rediss' }]],
  ['amqp', [{ scheme: 'amqps', ports: ['5672', '5671'] }]],
  ['mqtt', [{ scheme: 'mqtts', ports: ['1883', '8883'] }]],
  ['ftp', [{ scheme: 'ftps', ports: ['21', '990'] }]],
  ['smtp', [{ scheme: 'smtps', ports: ['25', '465'] }]],
  ['ldap', [{ scheme: 'ldaps', ports: ['389', '636'] }]],
  ['imap', [{ scheme: 'imaps', ports: ['143', '993'] }]],
  ['pop3', [{ scheme: 'pop3s', ports: ['110', '995'] }]],
  ['nats', [{ scheme: 'tls' }]],
  ['stomp', [{ scheme: 'stomp+ssl', ports: ['61613', '61614'] }]],
]);

/** Every form there is, the nearest first; none for a text that is no URL, or whose scheme has no encrypted form. */
export function secureForms(url: string): readonly string[] {
  const match = /^(\s*)([a-z][a-z0-9+.-]{0,39}):\/\/([^/?#\s]*)/i.exec(url);
  if (!match) return [];
  const [whole, blank = '', scheme = '', authority = ''] = match;
  const rest = url.slice(whole.length);
  if (scheme.toLowerCase() === 'mongodb') return [withTls(whole, rest)];
  const forms = SECURE.get(scheme.toLowerCase()) ?? [];
  return forms.map(form => `${blank}${form.scheme}://${withPort(authority, form)}${rest}`);
}

function withPort(authority: string, { ports }: Secure): string {
  if (!ports) return authority;
  const [clear, encrypted] = ports;
  return authority.endsWith(`:${clear}`) ? authority.slice(0, -clear.length) + encrypted : authority;
}

/** `mongodb+srv` looks hosts up in another way: the option is the form that changes nothing else. */
function withTls(start: string, rest: string): string {
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return `${start}${path}${path.includes('?') ? '&' : '?'}tls=true`;
}
