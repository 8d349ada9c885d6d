import { curlOf } from '../contract/evidence.ts';
import type { Violation } from '../contract/validation/violation.ts';
import { inline } from '../contract/words.ts';
import type { ApiResponse } from './response.ts';
import type { Recorder, TestedRequirement } from './recorder.ts';

const longestLine = 300;

/** The failure message for a response that breaks a requirement: what was expected, what was received and how to reproduce it. */
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
    `${method} ${path} returned ${String(response.status)}, which breaks the contract:`,
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

/** Cuts a line that is too long to read, but never a command, which would no longer run. */
function cut(line: string): string {
  const isCommand = line.startsWith('  Reproduce') || line.startsWith('  Replay');
  return isCommand || line.length <= longestLine ? line : `${line.slice(0, longestLine - 1)}…`;
}
