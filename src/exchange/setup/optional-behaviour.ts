import type { Outcome } from '../../contract/operations.ts';
import type { ApiResponse } from '../response.ts';
import { recorderOf } from '../recorder.ts';

/** Whether a response is a refusal that the description allows, so that there is nothing more to judge. */
export function isOpenRefusal(response: ApiResponse, outcome: Outcome): boolean {
  const { outcomes } = recorderOf(response).contract.operation(response.operation);
  return response.status >= 400 && outcomes[outcome]?.[String(response.status)] !== undefined;
}
