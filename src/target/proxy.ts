import type { Environment } from './target.ts';

/** Which spelling of a variable is set; lower case goes first, and an empty value counts as not set. */
function spelling(name: string, environment: Environment): string {
  return [name, name.toUpperCase()].find((each) => environment[each]) ?? name;
}

function variableFor({ protocol }: URL, environment: Environment): string {
  return spelling(`${protocol.slice(0, -1)}_proxy`, environment);
}

/**
 * The proxy that a target is reached through, as `HTTP_PROXY` and `HTTPS_PROXY` say, unless `NO_PROXY` names its host, a domain above
 * it (with a port or without) or `*`; undefined: directly.
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

/** What is wrong with the proxy for a URL. The value, which may hold a password, is not said. */
export function proxyProblems(url: URL, environment: Environment): string[] {
  const proxy = proxyFor(url, environment);
  if (proxy === undefined || /^https?:$/.test(URL.parse(proxy)?.protocol ?? '')) return [];
  return [
    `${variableFor(url, environment)} must be an http or https URL such as http://proxy.example.com:3128`,
  ];
}
