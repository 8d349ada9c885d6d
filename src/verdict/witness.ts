import { curlOf, type Exchange } from '../contract/evidence.ts';
import type { Evidence } from './evidence-file.ts';
import type { Witness } from './reports/report-types.ts';
import type { Verdict } from './verdicts.ts';

const longestBody = 2000;

/** Returns a function that finds the exchange of a verdict; undefined for a passed verdict, or one without an exchange. */
export function witnessFinder({ exchanges }: Evidence): (verdict: Verdict) => Witness | undefined {
  const byName = new Map(exchanges.map((each) => [nameOf(each), each]));
  return ({ exchange, verdict }) => {
    const found = exchange && verdict !== 'passed' ? byName.get(nameOf(exchange)) : undefined;
    return found && witness(found);
  };
}

function nameOf({ test, index }: Pick<Exchange, 'test' | 'index'>): string {
  return `${test}\n${String(index)}`;
}

function witness(exchange: Exchange): Witness {
  const { test, index, request, answer: response } = exchange;
  const { pathname, search } = new URL(request.url);
  const shown = response && { status: response.status, body: cut(response.body) };
  return {
    test,
    index,
    request: `${request.method} ${pathname}${search}`,
    answer: shown,
    curl: curlOf(exchange),
  };
}

function cut(body: string): string {
  return body.length <= longestBody
    ? body
    : `${body.slice(0, longestBody)}… (${String(body.length)} characters)`;
}
