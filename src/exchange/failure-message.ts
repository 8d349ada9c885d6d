import { curlOf } from '../contract/evidence.ts';
import type { Violation } from '../contract/validation/violation.ts';
import { inline } from '../contract/words.ts';
import type { ApiResponse } from './response.ts';
import type { Recorder, TestedRequirement } from './recorder.ts';

const longestLine = 300;

/** What a person reads when an answer breaks a requirement: what was expected and received, and how to see it again. */
export function failureMessage(
  recorder: Recorder,
  call: string,
  requirement: TestedRequirement,
  response: ApiResponse,
  violations: Violation[],
): string {
  const { contract, redactor, replay } = recorder;
  const { method, path } = contract.operation(response.operation);
  const sources = [...new Set(violations.map(({ source }) => source))];
  const lines = [
    call,
    '',
    `${method} ${path} answered ${String(response.status)}, which breaks the contract:`,
    '',
    ...violations.map(({ message, level }) => `  ${message}${level === 'MUST' ? '' : ` (${level})`}`),
    '',
    `  Requirement  ${requirement.id} ${requirement.level}  ${requirement.text}`,
    ...sources.map((source) => `  Contract     rocketkor.openapi.yaml#${source}`),
    '  Blame        api',
    `  Reproduce    ${curlOf(response.exchange)}`,
    `  Replay       ${replay}`,
  ];
  return lines.map((line) => cut(inline(redactor.text(line)))).join('\n');
}

/** Lines stay readable; only a command is worth nothing when it is cut. */
function cut(line: string): string {
  const isCommand = line.startsWith('  Reproduce') || line.startsWith('  Replay');
  return isCommand || line.length <= longestLine ? line : `${line.slice(0, longestLine - 1)}…`;
}
