import type { Environment } from './target.ts';
import { proxyProblems } from './proxy.ts';

/** Returns every problem with the URL, the kind and the credentials of the target. */
export function targetProblems(given: Environment, environment: Environment): string[] {
  const names = ['KOR_BASE_URL', 'KOR_API_KEY', 'KOR_API_SECRET'] as const;
  const problems = [
    ...halfSet(given, names),
    ...halfSet(given, ['KOR_OTHER_API_KEY', 'KOR_OTHER_API_SECRET']),
  ];
  if (given.KOR_API_KEY !== undefined && given.KOR_API_KEY === given.KOR_OTHER_API_KEY) {
    problems.push('KOR_OTHER_API_KEY is the same as KOR_API_KEY: it must belong to another business account');
  }
  const dependent = ['KOR_OTHER_API_KEY', 'KOR_EXPIRED_TOKEN', 'KOR_TARGET_KIND', 'KOR_ALLOW_HTTP'];
  if (names.every((name) => given[name] === undefined)) {
    const idle = dependent.filter((name) => given[name] !== undefined);
    return [
      ...problems,
      ...idle.map(
        (name) => `${name} is set, but ${names.join(', ')} are not: it has no effect without a target`,
      ),
    ];
  }
  return given.KOR_BASE_URL === undefined
    ? problems
    : [...problems, ...urlProblems(given.KOR_BASE_URL, given, environment)];
}

function halfSet(given: Environment, names: readonly string[]): string[] {
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  const set = names.filter((name) => given[name] !== undefined);
  return missing.map(
    (name) =>
      `${name} is missing, while ${set.join(' and ')} ${set.length > 1 ? 'are' : 'is'} set: set all or none`,
  );
}

function urlProblems(text: string, given: Environment, environment: Environment): string[] {
  if (!/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return ['KOR_BASE_URL has no scheme: write https:// or, on this machine, http:// before the host'];
  if (!URL.canParse(text)) return ['KOR_BASE_URL is not a URL such as https://api.example.com'];
  const url = new URL(text);
  const problems: string[] = [];
  if (!['http:', 'https:'].includes(url.protocol)) problems.push(`KOR_BASE_URL must be an http or https URL`);
  if (url.username !== '' || url.password !== '')
    problems.push('KOR_BASE_URL must not hold credentials: use KOR_API_KEY and KOR_API_SECRET');
  if (/[?#]/.test(text)) problems.push('KOR_BASE_URL must not have a query or a fragment');
  if (/\/v1\/*$/.test(url.pathname))
    problems.push('KOR_BASE_URL must not end in /v1: the description adds it to every path');
  if (given.KOR_ALLOW_HTTP !== undefined && (url.protocol !== 'http:' || isLoopback(url.hostname)))
    problems.push('KOR_ALLOW_HTTP is set, and KOR_BASE_URL needs none: it is https, or on this machine');
  if (isLoopback(url.hostname)) return problems;
  problems.push(...proxyProblems(url, environment));
  if (url.protocol === 'http:' && given.KOR_ALLOW_HTTP !== url.hostname) {
    problems.push(`KOR_BASE_URL must be https (for an internal host only: KOR_ALLOW_HTTP=${url.hostname})`);
  }
  if (given.KOR_TARGET_KIND === undefined) {
    problems.push(
      'KOR_TARGET_KIND is missing: the suite creates and deletes customers; set "sandbox" if it may, or "production" if it may not',
    );
  }
  return problems;
}

/** Whether a host name is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Returns a problem for each value with an invisible character, as text copied from a web page may have. */
export function unseenCharacters(given: Environment): string[] {
  return Object.entries(given).flatMap(([name, value = '']) => {
    const [unseen] = /URL|KEY|SECRET|TOKEN|HTTP/.test(name)
      ? (/[\p{Cf}\u00a0\u2028\u2029]/u.exec(value) ?? [])
      : [];
    if (unseen === undefined) return [];
    const code = unseen.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    return [`${name} holds the character U+${code}, which is invisible: copy the value without it`];
  });
}
