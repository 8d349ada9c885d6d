import type { RequirementId } from '../../../specs/requirements/index.ts';
import type { Violation } from './violation.ts';

type Requirements = [RequirementId, ...RequirementId[]];

const byRule: Record<string, Requirements> = {
  status: ['ANS-001'],
  header: ['ANS-004'],
  undeclared: ['ANS-005'],
  sensitive: ['ANS-007'],
  internals: ['ANS-008'],
  ownership: ['ANS-009'],
  'cut-off': ['ANS-010'],
  doubled: ['ANS-011'],
};

/** The requirements on every response that a violation breaks in a response with this status; at least one. */
export function responseRequirements({ rule }: Pick<Violation, 'rule'>, status: number): Requirements {
  const isError = status >= 400;
  if (rule === 'content-type' || rule === 'json') return isError ? ['ANS-002', 'ANS-006'] : ['ANS-002'];
  return byRule[rule] ?? [isError ? 'ANS-006' : 'ANS-003'];
}
