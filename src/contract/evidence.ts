import type { Level } from './schema/certainty.ts';
import type { DraftSeed } from './data/drafts.ts';
import type { OperationId } from './operations.ts';
import type { PlannedVerdict } from './coverage/plan.ts';
import type { Breach } from './validation/requests.ts';
import type { Violation } from './validation/violation.ts';

/** Who broke something: the target, our description of it, the suite itself, or what lies between suite and target. */
export type Blame = 'api' | 'description' | 'suite' | 'environment';

/** Why no usable answer came: the network between the suite and the target, not the API. */
export type TransportFault = 'dns' | 'refused' | 'reset' | 'tls' | 'timeout' | 'protocol' | 'tooLarge';

/** What lies between the suite and the API and kept a requirement from being judged. */
export type EnvironmentFault =
  TransportFault | 'rateLimited' | 'badGateway' | 'unavailable' | 'gatewayTimeout';

/** What a status says of the environment that a gateway sends before the API sees the request, or in its place. */
export const gatewayFaults: ReadonlyMap<number, EnvironmentFault> = new Map([
  [429, 'rateLimited'],
  [502, 'badGateway'],
  [503, 'unavailable'],
  [504, 'gatewayTimeout'],
]);

/** What stands at a place that evidence hides: its keyed digest, in answers with the type of the value before it. */
export type HiddenPlaces = Record<string, string>;

/** What was found broken at a place that is hidden. */
export type HiddenBreach = Pick<Violation, 'pointer' | 'rule' | 'level' | 'source'>;

/** What an exchange hides, by place: `url`, `header <name>`, in answers `header <ordinal>`, `body` for all of it, `body/<pointer>`. */
export interface Hidden {
  request?: HiddenPlaces | undefined;
  answer?: HiddenPlaces | undefined;
  /** What was found broken at the hidden places of the answer, which nobody can find again. */
  broken?: readonly HiddenBreach[] | undefined;
}

/** One request sent and what came back, with every secret taken out: the unit of evidence. */
export interface Exchange {
  kind: 'exchange';
  test: string;
  /** Counts the exchanges of a test from 1. */
  index: number;
  /** Counts the requests of a test in the order in which they were sent, from 1: the answers of some may come in another. */
  nth?: number | undefined;
  operation: OperationId;
  startedAt: string;
  milliseconds: number;
  /** What was wrong about the request on purpose. */
  breaks?: Breach | undefined;
  request: { method: string; url: string; headers: Record<string, string>; body?: string | undefined };
  /** Absent when none came. */
  answer?: { status: number; headers: readonly (readonly [string, string])[]; body: string } | undefined;
  /** Why no answer came. */
  failure?: { fault: TransportFault; message: string } | undefined;
  /** Digests of what was hidden, by the key of the run, for a re-judgement. */
  hidden?: Hidden | undefined;
  /** Whether it repeats a request of the worker to find out who is to blame for another. */
  control?: true | undefined;
}

/** One requirement that an exchange breaks or leaves open, and who is to blame. */
export interface Finding {
  kind: 'finding';
  test: string;
  requirement: string;
  operation: OperationId | undefined;
  /** Where in the answer; empty for the whole. */
  pointer: string;
  level: Level;
  blame: Blame;
  message: string;
  /** False when the requirement could not be judged at all. */
  judged: boolean;
  /** Whether it alone fails the test, whatever the test itself is about. */
  failedTest?: boolean | undefined;
  /** Where the description says otherwise: a JSON Pointer into it. */
  source?: string | undefined;
  /** The exchange that shows it: its test, and which one of that test. */
  exchange?: Pick<Exchange, 'test' | 'index'> | undefined;
  /** What of the environment it was. */
  fault?: EnvironmentFault | undefined;
}

/** A resource that a test created and could not remove again. */
export interface Leftover {
  kind: 'leftover';
  test: string;
  operation: OperationId;
  id: string;
  reason: string;
}

/** The reason of a leftover that no run can remove. */
export const permanent = 'cannot be removed by the API';

/** What to do about every other leftover of a run. */
export function wayToSweep(run: string): string {
  return `npm run sweep -- --run ${run} removes what is still there.`;
}

/** What the target does at a point that the documentation leaves open. */
export interface OpenPoint {
  kind: 'observation';
  test: string;
  operation: OperationId | undefined;
  /** The point, in the same words in every run. */
  about: string;
  /** What it does, in the same words in every run in which it does the same. */
  seen: string;
}

/** That a check of a test judged an answer, whatever it found. */
export interface Check {
  kind: 'check';
  test: string;
  requirement: string;
  /** How binding what it finds can be at most. */
  level: Level;
  /** The check as a reader of the test knows it. */
  call: string;
  /** The exchange that it judged. */
  exchange: Pick<Exchange, 'test' | 'index'>;
}

/** That a test works with what is made once for several. */
export interface Sharing {
  kind: 'sharing';
  test: string;
  /** The owner of the exchanges that made it. */
  owner: string;
}

/** What was found out about the target before the run. */
export interface TargetRecord {
  kind: 'target';
  test: string;
  /** SHA-256 of the certificate that its host showed, in hex; absent over plain HTTP. */
  tlsCertificate?: string | undefined;
  /** Milliseconds that tests wait before they read. */
  staleness: number;
}

/** What a run is to come to, written before its first request. */
export interface PlanRecord {
  kind: 'plan';
  test: string;
  runId: string;
  verdicts: PlannedVerdict[];
}

/** That a test has ended, and how many other lines it has left. */
export interface EndRecord {
  kind: 'end';
  test: string;
  lines: number;
}

/** One line of the evidence log. */
export type EvidenceRecord =
  Exchange | Finding | Leftover | OpenPoint | Check | Sharing | TargetRecord | PlanRecord | EndRecord;

/** A shell line that repeats the request of an exchange; credentials are for the reader to fill in. */
export function curlOf({ request }: Exchange): string {
  const told = Object.entries(request.headers).filter(
    ([name]) => !['accept-encoding', 'user-agent'].includes(name),
  );
  const headers = told.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const body = request.body === undefined ? [] : [`--data-raw ${quoted(request.body)}`];
  return ['curl -sS -X', request.method, quoted(request.url), ...headers, ...body].join(' ');
}

/** A shell line that runs the tests of a requirement again with the same values. */
export function replayOf(from: DraftSeed, requirement: string): string {
  return `${variablesOf(from)} npx playwright test --grep @${requirement}`;
}

/** The variables that make the values of a run, as a shell sets them. */
export function variablesOf({ seed, runId, emailDomain }: DraftSeed): string {
  const domain = emailDomain === undefined ? [] : [`KOR_EMAIL_DOMAIN=${emailDomain}`];
  return [`KOR_SEED=${quoted(seed)}`, `KOR_RUN_ID=${runId}`, ...domain].join(' ');
}

/** A text as one word of a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
