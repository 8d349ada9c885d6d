import type { Environment } from './target.ts';

/** Returns the spelling of a variable that is set; lower case takes precedence, and an empty value counts as not set. */
function spelling(name: string, environment: Environment): string {
  return [name, name.toUpperCase()].find((each) => environment[each]) ?? name;
}

function variableFor({ protocol }: URL, environment: Environment): string {
  return spelling(`${protocol.slice(0, -1)}_proxy`, environment);
}

/**
 * Returns the proxy for a target from `HTTP_PROXY` or `HTTPS_PROXY`; undefined, for a direct connection, when none is set or `NO_PROXY`
 * contains `*`, the host or a domain above it, each with or without a port.
 */
export function proxyFor(url: URL, environment: Environment): string | undefined {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const exceptions = (environment[spelling('no_proxy', environment)] ?? '').toLowerCase().split(/[,\s]+/);
  const isExcepted = exceptions.some((exception) => {
    const [, domain = '', only] = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(exception) ?? [];
    const isNamed = url.hostname === domain || (domain !== '' && url.hostname.endsWith(`.${domain}`));
    return exception === '*' || (isNamed && (only ?? port) === port);
  });
  const proxy = environment[variableFor(url, environment)];
  return isExcepted || proxy === '' ? undefined : proxy;
}

/** Returns the problems with the proxy for a URL. They do not quote its value, which may hold a password. */
export function proxyProblems(url: URL, environment: Environment): string[] {
  const proxy = proxyFor(url, environment);
  if (proxy === undefined || /^https?:$/.test(URL.parse(proxy)?.protocol ?? '')) return [];
  return [
    `${variableFor(url, environment)} must be an http or https URL such as http://proxy.example.com:3128`,
  ];
}
