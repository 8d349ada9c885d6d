import type { Failure } from './outcomes.ts';

/** One thing that is wrong about a request; `path` leads to it in dot form (`primaryPhoneNumber.number`). */
export interface Problem {
  path: string;
  message: string;
  errorCode: string;
}

/** Thrown to refuse a request. */
export class Refusal extends Error {
  readonly failure: Failure;
  readonly problems: Problem[];
  readonly headers: Record<string, string>;

  constructor(failure: Failure, problems: Problem[] = [], headers: Record<string, string> = {}) {
    super(failure);
    this.failure = failure;
    this.problems = problems;
    this.headers = headers;
  }
}

/** Throws a `Refusal` of an invalid request when there are problems. */
export function refuseInvalid(problems: Problem[]): void {
  if (problems.length > 0) throw new Refusal('invalid', problems);
}
