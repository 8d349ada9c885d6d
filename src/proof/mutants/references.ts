import type { Exchange } from '../../contract/evidence.ts';
import { isObject, textOf, type Json } from '../../contract/schema/pointers.ts';
import { parsedJson } from '../../contract/validation/violations.ts';

/** What was sent and returned about the resource of an exchange. */
export interface References {
  /** The bodies that were sent about it, that of the exchange itself first, then the newest before it. */
  sent(exchange: Exchange): Json[];
  /** The successful responses about it before the exchange, the newest first. */
  earlier(exchange: Exchange): Json[];
}

/** What an exchange sent and returned about a resource. */
interface Saying {
  exchange: Exchange;
  startedAt: number;
  sent: Json | undefined;
  answered: Json | undefined;
}

/** Finds what the exchanges of a run sent and returned about the same resource, by its path. */
export function referencesIn(exchanges: readonly Exchange[]): References {
  const byResource = new Map<string, Saying[]>();
  for (const exchange of exchanges) {
    const { answer: response, request } = exchange;
    if (!response || response.status >= 300 || exchange.breaks) continue;
    const sent = request.body === undefined ? undefined : parsedJson(request.body);
    const answered = parsedJson(response.body);
    const saying = { exchange, startedAt: Date.parse(exchange.startedAt), sent, answered };
    const resource = resourceOf(exchange, answered);
    byResource.set(resource, [...(byResource.get(resource) ?? []), saying]);
  }
  const before = (exchange: Exchange): Saying[] => {
    const startedAt = Date.parse(exchange.startedAt);
    const isEarlier = (each: Saying): boolean =>
      each.exchange !== exchange &&
      (each.exchange.test === exchange.test
        ? each.exchange.index < exchange.index
        : each.startedAt < startedAt);
    const said = byResource.get(resourceOf(exchange, parsedJson(exchange.answer?.body ?? ''))) ?? [];
    return said
      .filter(isEarlier)
      .sort((a, b) => b.startedAt - a.startedAt || b.exchange.index - a.exchange.index);
  };
  const isThere = (value: Json | undefined): value is Json => value !== undefined;
  return {
    sent: (exchange) => {
      const own = exchange.request.body === undefined ? undefined : parsedJson(exchange.request.body);
      return own === undefined
        ? before(exchange)
            .map(({ sent }) => sent)
            .filter(isThere)
        : [own];
    },
    earlier: (exchange) =>
      before(exchange)
        .map(({ answered }) => answered)
        .filter(isThere),
  };
}

/** The path of the resource that an exchange is about: for a create, the path of the created resource. */
function resourceOf({ request: { method, url } }: Exchange, answered: Json | undefined): string {
  const { pathname } = new URL(url);
  const id = isObject(answered) ? textOf(answered.id) : '';
  return method === 'POST' && id !== '' ? `${pathname}/${id}` : pathname;
}
