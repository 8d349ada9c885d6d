import { requirements } from '../../specs/requirements/index.ts';
import type { OperationTable } from './operations.ts';

/** A known deviation, which does not fail a run until it expires: one entry of `waivers.yaml`. */
export interface Waiver {
  requirement: string;
  /** The operation that it covers; when absent, any. */
  operation?: string | undefined;
  /** The place that it covers, as verdicts name it; when absent, any. */
  pointer?: string | undefined;
  /** Why the deviation is accepted for now. */
  reason: string;
  /** Who is responsible for it. */
  owner: string;
  /** Where it is worked on. */
  ticket: string;
  /** The last day on which it holds (UTC), as YYYY-MM-DD. */
  expires: string;
  /** Its file and line, such as `waivers.yaml:12`. */
  place: string;
}

/** What a waiver can cover. */
export interface Waivable {
  requirement: string;
  operation: string | undefined;
  pointer: string;
}

/** Whether a waiver covers a requirement, operation and place, expired or not. */
export function covers(waiver: Waiver, { requirement, operation, pointer }: Waivable): boolean {
  return (
    waiver.requirement === requirement &&
    (waiver.operation === undefined || waiver.operation === operation) &&
    (waiver.pointer === undefined || waiver.pointer === pointer)
  );
}

/** Whether the last day of a waiver has passed. */
export function hasExpired({ expires }: Waiver, now: Date): boolean {
  return now.toISOString().slice(0, 10) > expires;
}

/** What a waiver can name: every requirement, and every operation and webhook of a description. */
export function waivable({ operations, webhooks }: Pick<OperationTable, 'operations' | 'webhooks'>): {
  requirements: string[];
  operations: string[];
} {
  return {
    requirements: Object.keys(requirements),
    operations: [...operations, ...webhooks].map(({ id }) => id),
  };
}
