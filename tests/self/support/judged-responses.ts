import { afterEach } from 'node:test';
import type { Finding } from '../../../src/contract/evidence.ts';
import type { Json } from '../../../src/contract/schema/pointers.ts';
import type { ApiResponse } from '../../../src/exchange/response.ts';
import { cannedTarget, type CannedTarget } from './canned-target.ts';

/** The least that a customer needs. */
export const draft = {
  type: 'INDIVIDUAL' as const,
  firstName: 'Sarah',
  lastName: 'Green',
  primaryPhoneNumber: { number: '+14155550123', type: 'WORK' as const },
  primaryEmail: { value: 'sarah@r.kor-conformance.example' },
};
/** The id of the customer. */
export const id = 'e4021849-0e09-43ef-b9a7-18124356f489';
/** Who created it. */
export const actor = { id, type: 'service-account' };
const times = { createdAt: '2025-01-01T00:00:00.000Z', updatedAt: '2025-01-01T00:00:00.000Z' };
/** The customer as it is answered. */
export const customer = { id, status: 'ACTIVE', ...draft, ...times, createdBy: actor, updatedBy: actor };
/** An error as it is described. */
export const refusal = { timestamp: '2025-01-01T00:00:00Z', traceId: 't', message: 'no', errorCode: 'NO' };

const open: CannedTarget[] = [];
afterEach(async () => {
  for (const target of open.splice(0)) await target.close();
});

/** An answer, and what is found about it. */
export interface Judged {
  response: ApiResponse;
  /** What has been found by now, in short. */
  found: () => string[];
}

async function target(body: Json, status: number): Promise<CannedTarget> {
  const started = await cannedTarget([{ status, body }]);
  open.push(started);
  return started;
}

const found = ({ log }: CannedTarget): string[] =>
  log
    .filter((record): record is Finding => record.kind === 'finding')
    .map(({ level, pointer }) => `${level} ${pointer}`);

/** A body that breaks one constraint, answered so. */
export async function broken(
  changes: object,
  pointer: string,
  rule: string,
  body: Json,
  status = 400,
): Promise<Judged> {
  const started = await target(body, status);
  const response = await started.api.attempt('createCustomer', {
    body: { ...draft, ...changes },
    breaks: { pointer, rule },
  });
  return { response, found: () => found(started) };
}

/** A creation, answered so. */
export async function created(body: Json, status = 201): Promise<Judged> {
  const started = await target(body, status);
  return { response: await started.api.send('createCustomer', { body: draft }), found: () => found(started) };
}

/** The message of a matcher that fails; empty when it passes. */
export function complaint(assertion: () => unknown): string {
  try {
    assertion();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A list of customers, answered so. */
export async function listed(body: Json): Promise<Judged> {
  const started = await target(body, 200);
  return { response: await started.api.send('listCustomers'), found: () => found(started) };
}
