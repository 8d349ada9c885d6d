import type { Level } from './schema/certainty.ts';
import type { DraftSeed } from './data/drafts.ts';
import type { OperationId } from './operations.ts';
import type { PlannedVerdict } from './coverage/plan.ts';
import type { Breach } from './validation/requests.ts';
import type { Violation } from './validation/violation.ts';

/** What caused a fault: the target, our description of it, the suite itself, or the environment between suite and target. */
export type Blame = 'api' | 'description' | 'suite' | 'environment';

/** Why no usable response arrived: a fault of the network between the suite and the target, not of the API. */
export type TransportFault = 'dns' | 'refused' | 'reset' | 'tls' | 'timeout' | 'protocol' | 'tooLarge';

/** A fault between the suite and the API that kept a requirement from being judged. */
export type EnvironmentFault =
  TransportFault | 'rateLimited' | 'badGateway' | 'unavailable' | 'gatewayTimeout';

/** What a status says of the environment that a gateway sends before the API sees the request, or in its place. */
export const gatewayFaults: ReadonlyMap<number, EnvironmentFault> = new Map([
  [429, 'rateLimited'],
  [502, 'badGateway'],
  [503, 'unavailable'],
  [504, 'gatewayTimeout'],
]);

/** The keyed digest of the value at each hidden place; in responses, the type of the value stands before the digest. */
export type HiddenPlaces = Record<string, string>;

/** A violation at a hidden place. */
export type HiddenBreach = Pick<Violation, 'pointer' | 'rule' | 'level' | 'source'>;

/**
 * What an exchange hides, by place: `url`, `header <name>`, in responses `header <ordinal>`, `body` for the whole body, `body/<pointer>`.
 */
export interface Hidden {
  request?: HiddenPlaces | undefined;
  answer?: HiddenPlaces | undefined;
  /** The violations at the hidden places of the response, which cannot be found again from the evidence. */
  broken?: readonly HiddenBreach[] | undefined;
}

/** One request and its response, with every secret removed: the unit of evidence. */
export interface Exchange {
  kind: 'exchange';
  test: string;
  /** Counts the exchanges of a test from 1. */
  index: number;
  /** The number of the request within its test, in the order of sending, from 1. Responses may arrive in another order. */
  nth?: number | undefined;
  operation: OperationId;
  startedAt: string;
  milliseconds: number;
  /** The constraint that the request broke on purpose. */
  breaks?: Breach | undefined;
  request: { method: string; url: string; headers: Record<string, string>; body?: string | undefined };
  /** The response; absent when none arrived. */
  answer?: { status: number; headers: readonly (readonly [string, string])[]; body: string } | undefined;
  /** Why no response arrived. */
  failure?: { fault: TransportFault; message: string } | undefined;
  /** Digests of the hidden values, made with the key of the run, for a re-judgement. */
  hidden?: Hidden | undefined;
  /** Whether it repeats an earlier request of the worker to find out who is to blame for another exchange. */
  control?: true | undefined;
}

/** One requirement that an exchange breaks or leaves open, and who is to blame. */
export interface Finding {
  kind: 'finding';
  test: string;
  requirement: string;
  operation: OperationId | undefined;
  /** The place in the response; empty for the whole. */
  pointer: string;
  level: Level;
  blame: Blame;
  message: string;
  /** False when the requirement could not be judged at all. */
  judged: boolean;
  /** Whether this finding alone fails the test, whatever the test is about. */
  failedTest?: boolean | undefined;
  /** JSON Pointer to the part of the description that says otherwise. */
  source?: string | undefined;
  /** The exchange that shows it, by its test and its index in the test. */
  exchange?: Pick<Exchange, 'test' | 'index'> | undefined;
  /** The fault of the environment, when that is to blame. */
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

/** The sentence that says how to remove every other leftover of a run. */
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
  /** What the target does, in the same words in every run in which it does the same. */
  seen: string;
}

/** The record that a check of a test judged a response, whatever it found. */
export interface Check {
  kind: 'check';
  test: string;
  requirement: string;
  /** The strongest level that its findings can have. */
  level: Level;
  /** The call of the check, as it stands in the test. */
  call: string;
  /** The exchange that it judged. */
  exchange: Pick<Exchange, 'test' | 'index'>;
}

/** The record that a test uses resources that are created once for several tests. */
export interface Sharing {
  kind: 'sharing';
  test: string;
  /** The owner of the exchanges that created them. */
  owner: string;
}

/** What was found out about the target before the run. */
export interface TargetRecord {
  kind: 'target';
  test: string;
  /** SHA-256 of the TLS certificate of the host, in hex; absent over plain HTTP. */
  tlsCertificate?: string | undefined;
  /** Milliseconds that tests wait before they read. */
  staleness: number;
}

/** The verdicts that a run must reach, written before its first request. */
export interface PlanRecord {
  kind: 'plan';
  test: string;
  runId: string;
  verdicts: PlannedVerdict[];
}

/** The record that a test has ended, and how many other lines it wrote. */
export interface EndRecord {
  kind: 'end';
  test: string;
  lines: number;
}

/** One line of the evidence log. */
export type EvidenceRecord =
  Exchange | Finding | Leftover | OpenPoint | Check | Sharing | TargetRecord | PlanRecord | EndRecord;

/** A shell command that repeats the request of an exchange. The reader fills in the credentials. */
export function curlOf({ request }: Exchange): string {
  const told = Object.entries(request.headers).filter(
    ([name]) => !['accept-encoding', 'user-agent'].includes(name),
  );
  const headers = told.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const body = request.body === undefined ? [] : [`--data-raw ${quoted(request.body)}`];
  return ['curl -sS -X', request.method, quoted(request.url), ...headers, ...body].join(' ');
}

/** A shell command that runs the tests of a requirement again with the same values. */
export function replayOf(from: DraftSeed, requirement: string): string {
  return `${variablesOf(from)} npx playwright test --grep @${requirement}`;
}

/** The shell variables that reproduce the values of a run. */
export function variablesOf({ seed, runId, emailDomain }: DraftSeed): string {
  const domain = emailDomain === undefined ? [] : [`KOR_EMAIL_DOMAIN=${emailDomain}`];
  return [`KOR_SEED=${quoted(seed)}`, `KOR_RUN_ID=${runId}`, ...domain].join(' ');
}

/** A string as one word of a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
