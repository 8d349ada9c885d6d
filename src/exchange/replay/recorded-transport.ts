import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as elapsed } from 'node:timers/promises';
import { ofToken, tokenForms } from '../../contract/cases/invalid-writes.ts';
import type { EvidenceRecord, Exchange } from '../../contract/evidence.ts';
import type { Json } from '../../contract/schema/pointers.ts';
import { standInFor, type Digests } from '../redaction/keyed-digests.ts';
import { createKnownValues, sharedValues, type KnownValues } from './known-values.ts';
import { differences, servedResponse } from './recorded-run.ts';
import {
  TransportError,
  type RecordedCourse,
  type Transport,
  type WireResponse,
  type Written,
} from '../transport/transport.ts';

/** A note of a rejudgement, one JSON value per line. */
export type RejudgementNote =
  | { kind: 'test'; test: string; title: string }
  | { kind: 'served'; test: string; nth: number }
  | { kind: 'differs'; test: string; nth: number; differences: string[] }
  | { kind: 'unrecorded'; test: string; request: string };

/** The data of a recorded transport. */
export interface Recording {
  /** The evidence of the run, in the order in which it was written. */
  records: readonly EvidenceRecord[];
  digests: Digests;
  /** The words of the description, which are not secret. */
  words: ReadonlySet<string>;
  /** The file for notes. */
  noteFile: string;
}

/** The exchanges of one test. */
interface Track {
  /** In the order in which their responses came. */
  exchanges: Exchange[];
  sent: Set<Exchange>;
  answered: Set<Exchange>;
  values: KnownValues;
}

/** The removal after a run: the order of its requests depends on the order in which tests created resources, so it may differ. */
const unordered = 'farewell';

/**
 * A transport that sends nothing: it compares the nth request of a test with the recorded nth request, and returns the recorded response.
 * It identifies concurrent requests by their content, and returns their responses in the recorded order.
 */
export function createRecordedTransport({ records, digests, words, noteFile }: Recording): Transport {
  const tracks = tracksOf({ records, digests, words });
  const note = (written: RejudgementNote): void => appendFileSync(noteFile, `${JSON.stringify(written)}\n`);
  const until = patienceAfter(noteFile);
  const trackOf = (test: string): Track =>
    tracks.get(test) ?? newTrack(createKnownValues(digests, () => new Map()));
  return {
    send: async (wire, sender) => {
      const test = sender?.test ?? '';
      const track = trackOf(test);
      const written = sender?.written() ?? {
        request: { method: '', url: '', headers: {} },
        hidden: undefined,
      };
      const exchange = await matching(track, written, test === unordered ? undefined : until);
      if (!exchange) {
        note({ kind: 'unrecorded', test, request: `${wire.method} ${wire.target}` });
        throw new TransportError('protocol', 'the recorded run has no such request');
      }
      const nth = exchange.nth ?? 0;
      track.sent.add(exchange);
      track.values.learn(wire.body);
      const apart = differences(written, exchange);
      if (apart.length > 0) note({ kind: 'differs', test, nth, differences: apart });
      await until(() => isNext(track, exchange));
      track.answered.add(exchange);
      note({ kind: 'served', test, nth });
      return responseOf(exchange, track.values);
    },
    close: () => Promise.resolve(),
    recorded: recordedCourse(records, digests, trackOf, note),
  };
}

function tracksOf({ records, digests, words }: Omit<Recording, 'noteFile'>): Map<string, Track> {
  const tracks = new Map<string, Track>();
  const exchanges = records.filter((record) => record.kind === 'exchange');
  let known: Map<string, Json> | undefined;
  const shared = (): Map<string, Json> => (known ??= sharedValues(digests, exchanges, words));
  for (const exchange of exchanges) {
    const track = tracks.get(exchange.test) ?? newTrack(createKnownValues(digests, shared));
    track.exchanges.push(exchange);
    tracks.set(exchange.test, track);
  }
  return tracks;
}

function newTrack(values: KnownValues): Track {
  return { exchanges: [], sent: new Set(), answered: new Set(), values };
}

/** The exchanges of a track that have not been sent yet, in the order of sending. */
function unsent({ exchanges, sent }: Track): Exchange[] {
  return exchanges.filter((each) => !sent.has(each)).sort((a, b) => (a.nth ?? 0) - (b.nth ?? 0));
}

function firstUnsent(track: Track): Exchange | undefined {
  return unsent(track)[0];
}

/** The recorded exchange for a request: the next one, or an equal later one; with `until`, waits until that one is the next. */
async function matching(
  track: Track,
  written: Written,
  until: Until | undefined,
): Promise<Exchange | undefined> {
  const first = firstUnsent(track);
  if (!first || differences(written, first).length === 0) return first;
  const equal = track.exchanges.find(
    (each) => !track.sent.has(each) && differences(written, each).length === 0,
  );
  if (!equal || !until) return equal ?? first;
  await until(() => firstUnsent(track) === equal);
  return firstUnsent(track);
}

/** Whether all exchanges of the test with an earlier response have been served. */
function isNext({ exchanges, answered }: Track, exchange: Exchange): boolean {
  return exchanges.slice(0, exchanges.indexOf(exchange)).every((each) => answered.has(each));
}

/** Milliseconds that a request waits for other requests of its test that were recorded before it. */
const patience = 1000;

/** Number of unsuccessful waits after which it no longer waits: requests that differ from the recorded ones never come. */
const mostVain = 10;

type Until = (isSo: () => boolean) => Promise<void>;

/** Waits for a condition, until there were too many unsuccessful waits; earlier notes of a difference count as such. */
function patienceAfter(noteFile: string): Until {
  const notes = readFileSync(noteFile, 'utf8').split('\n');
  let vain = notes.filter((line) => /^\{"kind":"(?:differs|unrecorded)"/.test(line)).length;
  return async (isSo) => {
    const end = performance.now() + (vain < mostVain ? patience : 0);
    while (!isSo() && performance.now() < end) await elapsed(1);
    if (!isSo()) vain += 1;
  };
}

function responseOf(exchange: Exchange, values: KnownValues): WireResponse {
  const { answer: response, failure } = exchange;
  if (!response) {
    const { fault, message } = failure ?? { fault: 'protocol' as const, message: 'nothing was recorded' };
    throw new TransportError(fault, message);
  }
  values.learn(response.body);
  return servedResponse({ ...exchange, answer: response }, (digest) => values.of(digest));
}

function recordedCourse(
  records: readonly EvidenceRecord[],
  digests: Digests,
  trackOf: (test: string) => Track,
  note: (note: RejudgementNote) => void,
): RecordedCourse {
  const tokens = tokensByHeader(records, digests);
  const owners = new Map(
    records.flatMap((record) => (record.kind === 'sharing' ? [[record.test, record.owner] as const] : [])),
  );
  return {
    begins: (test, title) => note({ kind: 'test', test, title }),
    next: (test) => firstUnsent(trackOf(test)),
    sentBy: (test) => trackOf(test).exchanges,
    ownerFor: (test) => owners.get(test),
    tokenFor: (test, operation) => {
      const track = trackOf(test);
      if (firstUnsent(track)?.operation === 'exchangeApiKey') return 'renewed';
      const withToken = unsent(track).flatMap(({ hidden, ...exchange }) => {
        const token = tokens.get(hidden?.request?.['header authorization'] ?? '');
        return token === undefined ? [] : [{ token, operation: exchange.operation }];
      });
      const next = withToken.find((each) => each.operation === operation) ?? withToken[0];
      return standInFor(next?.token ?? 'no-token');
    },
  };
}

/** The texts before a token in an Authorization header. */
const schemes = ['Bearer ', ...tokenForms('').map(([, scheme]) => scheme)];

/** The digests of all issued tokens, by the digests of the headers that contain them. */
function tokensByHeader(records: readonly EvidenceRecord[], digests: Digests): Map<string, string> {
  const issued = records.flatMap((record) => {
    const place = record.kind === 'exchange' ? record.hidden?.answer?.['body/access_token'] : undefined;
    return place?.startsWith('string ') === true ? [place.slice('string '.length)] : [];
  });
  return new Map(
    issued.flatMap((token) => [
      ...schemes.map((scheme) => [digests.ofSecret(scheme, token), token] as const),
      ...Object.values(ofToken).map((how) => [digests.ofSecret('Bearer ', token, how), token] as const),
      [token, token],
    ]),
  );
}
