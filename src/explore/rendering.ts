import { requirements } from '../../specs/requirements/index.ts';
import type { DraftSeed } from '../contract/data/drafts.ts';
import { curlOf, quoted, variablesOf, type Exchange } from '../contract/evidence.ts';
import { inline } from '../contract/words.ts';
import type { Exploration } from './explorer.ts';
import type { Broken } from './judge.ts';
import type { FailedSequence } from './sequence.ts';
import { sequenceText, type ExplorationStep } from './steps.ts';

const longestLine = 300;

/** The report at the end of an exploration. */
export function explorationText(exploration: Exploration, origin: DraftSeed): string {
  const { failure, noted, sequences, steps } = exploration;
  const done = `${counted(sequences, 'sequence')}, ${counted(steps, 'step')}`;
  const verdict = failure
    ? [
        violationText(failure),
        shorteningText(exploration, failure),
        requestsText(failure),
        replayText(failure, origin),
      ]
    : [`No violation was found in ${done}.`];
  const notes =
    noted.length === 0
      ? []
      : [
          ['Not binding, so none of these fails:', '', ...noted.map((each) => `  ${cut(line(each))}`)].join(
            '\n',
          ),
        ];
  return `${[...verdict, ...notes].join('\n\n')}\n`;
}

/** The shell command that takes the same steps again. */
export function replayLine(steps: readonly ExplorationStep[], origin: DraftSeed): string {
  return `${variablesOf(origin)} npm run explore -- --replay ${quoted(sequenceText(steps))}`;
}

function violationText({ broken }: FailedSequence): string {
  const [{ requirement, response, violation }] = broken;
  const { text } = requirements[requirement];
  const { method, url } = response.exchange.request;
  const lines = broken.map(
    (each) => `  ${cut(each.requirement === requirement ? each.violation.message : line(each))}`,
  );
  const { pathname } = new URL(url);
  return [
    `${method} ${pathname} returned ${String(response.status)}, which breaks the contract:`,
    '',
    ...[...new Set(lines)],
    '',
    `  Requirement  ${requirement} ${violation.level}  ${text}`,
    '  Blame        api',
  ].join('\n');
}

function shorteningText(
  { attempts, foundWith = 0, isCutShort }: Exploration,
  { steps }: FailedSequence,
): string {
  if (attempts === 0 && !isCutShort) return `The sequence has ${counted(steps.length, 'step')}:`;
  const how = `found with ${counted(foundWith, 'step')}, shortened in ${counted(attempts, 'attempt')}`;
  const end = isCutShort ? '; stopped early, so there may be a shorter one' : '';
  return `The shortest sequence has ${counted(steps.length, 'step')} (${how}${end}):`;
}

function requestsText({ exchanges }: FailedSequence): string {
  return exchanges.map((exchange, index) => requestText(exchange, index + 1)).join('\n\n');
}

function requestText(exchange: Exchange, number: number): string {
  const { answer: response, failure, request } = exchange;
  const { pathname, search } = new URL(request.url);
  const came = response ? String(response.status) : (failure?.fault ?? 'no response');
  return [
    `  ${String(number)}. ${request.method} ${pathname}${search}  ->  ${came}`,
    ...(request.body === undefined ? [] : [`     sent      ${inline(request.body)}`]),
    ...(response === undefined || response.body === '' ? [] : [`     received  ${cut(response.body)}`]),
    `     ${inline(curlOf(exchange))}`,
  ].join('\n');
}

function replayText({ steps }: FailedSequence, origin: DraftSeed): string {
  return [
    `  Replay  ${replayLine(steps, origin)}`,
    '  Values are the same, except the city, externalId values and email addresses, which are new each time.',
  ].join('\n');
}

function line({ requirement, response: { operation }, violation: { level, message } }: Broken): string {
  return `${requirement} ${level}  ${operation}: ${message}`;
}

function cut(text: string): string {
  const line = inline(text);
  return line.length <= longestLine ? line : `${line.slice(0, longestLine - 1)}…`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
