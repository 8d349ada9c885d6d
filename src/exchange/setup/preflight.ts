import { responseRequirements } from '../../contract/validation/response-requirements.ts';
import type { Contract } from '../../contract/operations.ts';
import { nextStepFor } from '../../contract/next-steps.ts';
import { outcomeViolation } from '../../contract/validation/violations.ts';
import { headerOf } from '../../contract/validation/violation.ts';
import { inline } from '../../contract/words.ts';
import type { Credentials, RunSettings, Target } from '../../target/target.ts';
import { exchanged } from '../exchange.ts';
import { createMemory, type ClientContext } from '../client-context.ts';
import { bodyOf, type ApiResponse } from '../response.ts';
import { digestsOfRun } from '../redaction/keyed-digests.ts';
import type { Ledger } from '../cleanup/ledger.ts';
import { NotTestable } from '../not-testable.ts';
import { openTransport } from '../transport/open-transport.ts';
import { createPace } from '../transport/rate-limit.ts';
import { watchCertificate } from '../transport/peer-certificate.ts';
import { assertWhole, createRecorder, openEvidenceLog, witnessOf, type Recorder } from '../recorder.ts';
import type { Redactor } from '../redaction/redaction.ts';
import { basicAuthorization, createSession } from '../session.ts';
import { longestStaleness, measuredStaleness, waits, type Staleness } from '../retry/replication-lag.ts';

/** The files that a run writes to, and its redactor. */
export interface PreflightFacts {
  evidenceFile: string;
  ledger: Ledger | undefined;
  redactor: Redactor;
}

/** What is known about a target before the first test. */
export interface Probed {
  staleness: Staleness;
  /** Complete lines to print about it. */
  told: string;
}

/**
 * Before a run: exchanges one token per service account and, if the target may be written to, measures how far reads and lists lag
 * behind writes. Throws an error without a stack when the target cannot be reached or does not know the service account. All other
 * defects are left for the tests to find.
 */
export async function preflight(
  contract: Contract,
  target: Target,
  settings: RunSettings,
  { evidenceFile, ledger, redactor }: PreflightFacts,
): Promise<Probed> {
  assertExchange(contract);
  const digests = digestsOfRun(target, redactor);
  const transport = openTransport(target, settings, { contract, digests });
  const log = openEvidenceLog(evidenceFile);
  const requirement = { id: 'AUT-001', level: 'MUST' as const, text: '' };
  const facts = { test: 'preflight', requirement, contract, redactor };
  const recorder = createRecorder(log, { ...facts, strict: false, replay: '', waivers: [] });
  const { emailDomain, maxRps } = settings;
  const [pace, memory] = [createPace(maxRps), createMemory()];
  const context = { contract, target, transport, redactor, emailDomain, digests, pace, ledger, memory };
  const certificate = watchCertificate(target.baseUrl);
  try {
    await signInEach(context, recorder);
    const probed = await probedStaleness(context, recorder, settings);
    const { staleness } = probed;
    const longest = Math.max(staleness.reads, staleness.lists);
    log.write({
      kind: 'target',
      test: 'preflight',
      tlsCertificate: certificate.fingerprint(),
      staleness: longest,
    });
    assertWhole(log);
    return probed;
  } catch (error) {
    if (!(error instanceof NotTestable)) throw error;
    const nextStep = error.fault ? nextStepFor(error.fault) : 'Check that KOR_BASE_URL leads to the API.';
    throw plainError(`The target cannot be judged: ${inline(error.reason)}.\n\nNo test was run. ${nextStep}`);
  } finally {
    certificate.stop();
    log.close();
    await transport.close();
  }
}

/** Throws if the description has no token exchange, without which no operation can be called. */
function assertExchange({ table }: Contract): void {
  if (table.operations.some(({ id }) => id === 'exchangeApiKey')) return;
  const message = [
    'The description has no token exchange: no operation is exchangeApiKey or POST /v1/api-keys/exchange.',
    '',
    'No test was run. Check KOR_DESCRIPTION.',
  ].join('\n');
  throw plainError(message);
}

async function probedStaleness(
  context: ClientContext,
  recorder: Recorder,
  settings: RunSettings,
): Promise<Probed> {
  if (context.target.kind === 'production' || !isProbed(context.contract))
    return { staleness: { reads: 0, lists: 0 }, told: '' };
  const lag = await measuredStaleness(context, recorder, createSession(context.target.credentials), settings);
  recordForeign(recorder);
  const told = waits(lag) + refusedAddresses(context, recorder);
  if (lag === undefined) return { staleness: { reads: longestStaleness, lists: longestStaleness }, told };
  recorder.observed('reads after writes', lag.reads === 0 ? 'follow at once' : 'lag behind');
  if (lag.lists > 0) recorder.observed('lists after writes', 'lag behind');
  return { staleness: lag, told };
}

/** The note to print when the target refuses all customers with our email addresses; otherwise empty. */
function refusedAddresses({ emailDomain }: ClientContext, { responses }: Recorder): string {
  const creates = responses
    .map(({ response }) => response)
    .filter(({ operation }) => operation === 'createCustomer');
  const isRefused = creates.length > 0 && creates.every(({ status }) => status >= 400 && status < 500);
  if (emailDomain !== undefined || !isRefused) return '';
  const status = String(creates[0]?.status);
  return `note: the target refuses to create customers (${status}) with email addresses at kor-conformance.example; if it accepts no address of a reserved domain, set KOR_EMAIL_DOMAIN\n`;
}

/** Records creates that responded with a resource that is not ours: no test sent these creates, so none would report it. */
function recordForeign(recorder: Recorder): void {
  for (const { response, violations } of recorder.responses) {
    const { operation, exchange } = response;
    for (const { message, ...violation } of violations.filter(({ rule }) => rule === 'ownership')) {
      const [requirement] = responseRequirements(violation, response.status);
      const { pointer, level, source } = violation;
      const shown = { operation, pointer, level, message, source, exchange: witnessOf(exchange) };
      recorder.found({ requirement, ...shown, blame: 'api', judged: true });
    }
  }
}

/** Whether the description has the operations that the probes of staleness call. */
function isProbed({ table }: Contract): boolean {
  return ['createCustomer', 'retrieveCustomer'].every((needed) =>
    table.operations.some(({ id }) => id === needed),
  );
}

async function signInEach(context: ClientContext, recorder: Recorder): Promise<void> {
  const { credentials, otherCredentials } = context.target;
  await signIn(context, recorder, credentials, 'KOR_API_KEY and KOR_API_SECRET');
  if (otherCredentials)
    await signIn(context, recorder, otherCredentials, 'KOR_OTHER_API_KEY and KOR_OTHER_API_SECRET');
}

async function signIn(
  context: ClientContext,
  recorder: Recorder,
  credentials: Credentials,
  variables: string,
): Promise<void> {
  const operation = context.contract.operation('exchangeApiKey');
  const response = await exchanged(context, recorder, operation, {}, basicAuthorization(credentials));
  assertThere(response);
  const judged = { ...response, body: bodyOf(response) };
  if (outcomeViolation(operation, judged, 'unauthenticated')) return;
  throw plainError(
    [
      `The target refuses the service account: the token exchange returned ${String(response.status)}.`,
      '',
      `No test was run. Check ${variables}, and that they belong to the target in KOR_BASE_URL.`,
    ].join('\n'),
  );
}

/** Throws if the token exchange returns a redirect, 404 or 405: then there is no API at this address to judge. */
function assertThere({ status, exchange: { request, answer: response } }: ApiResponse): void {
  const isRedirect = status >= 300 && status < 400;
  if (!isRedirect && ![404, 405].includes(status)) return;
  const { method, url } = request;
  const location = headerOf({ headers: response?.headers ?? [] }, 'location');
  const way = isRedirect ? ` and Location: ${location === undefined ? 'none' : inline(location)}` : '';
  const remedy = isRedirect
    ? 'Redirects are not followed: set KOR_BASE_URL to the address of the API itself, without /v1.'
    : 'Check KOR_BASE_URL: it must be the address of the API before /v1, including a prefix such as /api.';
  throw plainError(
    [
      `The target has no token exchange there: ${method} ${inline(url)} returned ${String(status)}${way}.`,
      '',
      `No test was run. ${remedy}`,
    ].join('\n'),
  );
}

/** An error without a stack, for a cause outside the suite's code. */
export function plainError(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}
