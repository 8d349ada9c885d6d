import { afterEach } from 'node:test';
import type { Finding } from '../../../src/contract/evidence.ts';
import type { Json } from '../../../src/contract/schema/pointers.ts';
import type { ApiResponse } from '../../../src/exchange/response.ts';
import { cannedTarget, type CannedTarget } from './canned-target.ts';

/** The smallest valid customer draft. */
export const draft = {
  type: 'INDIVIDUAL' as const,
  firstName: 'Sarah',
  lastName: 'Green',
  primaryPhoneNumber: { number: '+14155550123', type: 'WORK' as const },
  primaryEmail: { value: 'sarah@r.kor-conformance.example' },
};
/** The id of the customer. */
export const id = 'e4021849-0e09-43ef-b9a7-18124356f489';
/** The creator of the customer. */
export const actor = { id, type: 'service-account' };
const times = { createdAt: '2025-01-01T00:00:00.000Z', updatedAt: '2025-01-01T00:00:00.000Z' };
/** The customer as the target returns it. */
export const customer = { id, status: 'ACTIVE', ...draft, ...times, createdBy: actor, updatedBy: actor };
/** An error object as described. */
export const refusal = { timestamp: '2025-01-01T00:00:00Z', traceId: 't', message: 'no', errorCode: 'NO' };

const open: CannedTarget[] = [];
afterEach(async () => {
  for (const target of open.splice(0)) await target.close();
});

/** A response, and its findings. */
export interface Judged {
  response: ApiResponse;
  /** The findings so far, each as level and pointer. */
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

/** Sends a body that breaks one constraint and gets this response. */
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

/** Sends a create and gets this response. */
export async function created(body: Json, status = 201): Promise<Judged> {
  const started = await target(body, status);
  return { response: await started.api.send('createCustomer', { body: draft }), found: () => found(started) };
}

/** The message of a failing matcher; empty when it passes. */
export function complaint(assertion: () => unknown): string {
  try {
    assertion();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Sends a list request and gets this response. */
export async function listed(body: Json): Promise<Judged> {
  const started = await target(body, 200);
  return { response: await started.api.send('listCustomers'), found: () => found(started) };
}
