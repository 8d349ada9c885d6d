import type { EnvironmentFault } from './evidence.ts';

/** The name of each fault of the environment, and what to do about it. */
const kinds: Record<EnvironmentFault, { words: string; nextStep: string }> = {
  dns: {
    words: 'an unresolved host name',
    nextStep: 'Check the host name in KOR_BASE_URL, and whether the resolver or VPN that knows it is in use.',
  },
  refused: {
    words: 'a refused connection',
    nextStep: 'Check host and port in KOR_BASE_URL, and whether the target is up and reachable from here.',
  },
  reset: {
    words: 'a closed connection',
    nextStep:
      'Find out from the logs of the target, and of any proxy before it, why it closed the connection, then run again.',
  },
  tls: {
    words: 'a failed TLS handshake',
    nextStep:
      'Check that KOR_BASE_URL is meant to be https; put the certificate of a private authority into a file that NODE_EXTRA_CA_CERTS names.',
  },
  timeout: {
    words: 'a timeout',
    nextStep:
      'Check whether the target is overloaded or a firewall drops requests; raise KOR_EXCHANGE_TIMEOUT_MS for a slow target.',
  },
  protocol: {
    words: 'a response that is not HTTP',
    nextStep: 'Check scheme and port in KOR_BASE_URL: the server at this address does not speak HTTP.',
  },
  tooLarge: {
    words: 'a response too large to read',
    nextStep:
      'Find out what sends more than 10 MB or 50,000 values at once: a proxy in between, or a target that does not paginate.',
  },
  rateLimited: {
    words: 'an exhausted rate limit',
    nextStep:
      'Wait until the rate limit has recovered and run with fewer workers (--workers=1), or have the limit of this service account raised.',
  },
  badGateway: {
    words: 'a gateway that cannot reach the API (502)',
    nextStep: 'Check whether the API behind the gateway is up, then run again.',
  },
  unavailable: {
    words: 'a target that is temporarily unavailable (503)',
    nextStep: 'Wait until the target is up again (deployment, maintenance, overload), then run again.',
  },
  gatewayTimeout: {
    words: 'a gateway that timed out waiting for the API (504)',
    nextStep: 'Check whether the API behind the gateway is overloaded or hangs, then run again.',
  },
};

/** One sentence on what to do about a fault of the environment. */
export function nextStepFor(fault: EnvironmentFault): string {
  return kinds[fault].nextStep;
}

/** The plain name of a fault of the environment, with its article: `a refused connection`. */
export function faultInWords(fault: EnvironmentFault): string {
  return kinds[fault].words;
}
