import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { descendants } from '../../../src/proof/interruption/processes.ts';
import { isExchange } from '../../../src/sandbox/faults/requests.ts';
import { erring, replaced, to, wrapped, type Tampering } from '../../../src/sandbox/faults/tampering.ts';
import { encodings } from './canary-search.ts';
import { first, stranger, strangersCustomer, type CanaryTarget } from './canary-target.ts';
import type { CommandOptions } from './conformance-run.ts';
import { startServer, type TestServer } from './proxy.ts';

/** A target that returns the customer of others in place of any other, and whose errors repeat the request and that customer's data. */
export const talkative: Tampering = all([
  replaced(to('GET', /\/v1\/customers\/[^/?]+$/), strangersCustomer),
  erring((error) => ({
    ...error,
    message: `not ${stranger.email} nor ${stranger.phone}`,
    of: strangersCustomer(),
  })),
  wrapped(() => true, { 'x-customer': encodeURIComponent(stranger.email), 'x-phone': stranger.phone }),
  {
    response: (response, { headers: { authorization = '' } }) => {
      const [folded, encoded] = [
        authorization.slice(0, 20),
        Buffer.from(`x${authorization}`).toString('base64'),
      ];
      const headers = {
        'x-echo': authorization,
        'x-fold': `${folded} ${authorization.slice(20)}`,
        'x-more': encoded,
      };
      return { ...response, headers: { ...response.headers, ...headers } };
    },
  },
]);

/** A target that repeats the token, the key and the secret in every encoding, as values, names and headers, in success and error responses. */
export const repeating: Tampering = all([
  {
    response: (response, { headers: { authorization = '' } }) => {
      const secrets = [authorization.replace('Bearer ', ''), first.key, first.secret];
      const forms = secrets.flatMap((secret) => Object.values(encodings).map((encoded) => encoded(secret)));
      const isToken = (text: string): boolean => /^[\w.~+-]+$/.test(text);
      const headers = Object.fromEntries([
        ...forms.filter(isToken).map((form) => [`x-${form}`, 'name'] as const),
        ...forms.map((form, index) => [`x-form-${String(index)}`, encodeURI(form)] as const),
      ]);
      const spoken = Object.fromEntries(forms.map((form) => [form, { [`${form}/~`]: `so ${form}` }]));
      const body =
        response.body === '' ? '' : JSON.stringify({ ...(JSON.parse(response.body) as object), ...spoken });
      return { ...response, headers: { ...response.headers, ...headers }, body };
    },
  },
]);

/** Applies several tamperings in order. */
function all(tamperings: readonly Tampering[]): Tampering {
  return {
    response: (response, request) =>
      isExchange(request)
        ? response
        : tamperings.reduce((rest, { response: change }) => change?.(rest, request) ?? rest, response),
  };
}

/** A target that issues tokens, and then does something other than respond. */
export function afterSignIn(
  { sandbox }: CanaryTarget,
  act: (response: Parameters<Parameters<typeof startServer>[0]>[1], token: string) => void,
): Promise<TestServer> {
  return startServer((request, response) => {
    const authorization = request.headers.authorization ?? '';
    if (!isExchange(request)) {
      act(response, authorization.replace('Bearer ', ''));
      return;
    }
    const forwarded = fetch(sandbox.url + request.url, {
      method: request.method,
      headers: { authorization },
    });
    void forwarded.then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    });
  });
}

/** Kills a process that the run has started, after some tests have ended. */
export function killing(wanted: RegExp): Pick<CommandOptions, 'whileRunning'> {
  return onceUnderWay((pid) => {
    const [found] = descendants(pid, wanted);
    if (found !== undefined) process.kill(found, 'SIGKILL');
    return found !== undefined;
  });
}

/** Puts an obstacle at the path a reporter writes to, after some tests have ended, so that the reporter fails. */
export function obstructing(folder: string, name: string): Pick<CommandOptions, 'whileRunning'> {
  const place = path.join(folder, name);
  return onceUnderWay(() => {
    if (existsSync(place)) renameSync(place, `${place}.before`);
    if (name.includes('.')) mkdirSync(path.join(place, 'in the way'), { recursive: true });
    else writeFileSync(place, 'in the way');
    return true;
  });
}

/** Calls `act` after some tests have ended, until it returns that it succeeded. */
function onceUnderWay(act: (pid: number | undefined) => boolean): Pick<CommandOptions, 'whileRunning'> {
  return {
    whileRunning: (child) => {
      let isDone = false;
      child.stdout?.on('data', (chunk: string) => {
        if (!isDone && /[·F]/.test(chunk)) isDone = act(child.pid);
      });
    },
  };
}
