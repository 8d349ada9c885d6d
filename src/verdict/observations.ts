import { requirements, type RequirementId } from '../../specs/requirements/index.ts';
import type { OpenPoint } from '../contract/evidence.ts';
import type { Observation } from './reports/report-types.ts';
import { grouped, type Verdict } from './verdicts.ts';

/**
 * What the target does where the documentation is silent, in words that stay the same from run to run: the results of MAY
 * requirements, the status that it returns where several are right, and what tests noted.
 */
export function observationsOf(verdicts: readonly Verdict[], noted: readonly OpenPoint[]): Observation[] {
  const byRequirement = [...grouped(verdicts, ({ requirement }) => requirement)].sort(inOrder);
  return [...byRequirement.flatMap(([id, own]) => observationOf(id, own)), ...choicesOf(noted)];
}

/** What was observed for one requirement, each reason once; `yes` for a MAY requirement that only passed; nothing otherwise. */
function observationOf(requirement: RequirementId, verdicts: readonly Verdict[]): Observation[] {
  const { level, text } = requirements[requirement];
  const seen = verdicts.filter(({ verdict }) => verdict === 'observed').map(inSameWords);
  const isSo = level === 'MAY' && verdicts.some(({ verdict }) => verdict === 'passed');
  if (seen.length === 0 && !isSo) return [];
  const words = seen.length === 0 ? ['yes'] : [...new Set(seen)].sort();
  return [{ about: `${requirement} ${text.replace(/\.$/, '')}`, seen: words.join('; '), requirement }];
}

/** A reason without the values that differ from run to run. */
function inSameWords({ operation = '', reason = '' }: Verdict): string {
  return `${operation}: ${reason}`
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replaceAll(/=\S+/g, '=…')
    .replace(/: the documentation leaves it open$/, '');
}

/** One observation for each open point. A choice that all operations share is given once, without their names. */
function choicesOf(noted: readonly OpenPoint[]): Observation[] {
  return [...grouped(noted, ({ about }) => about)].sort(inOrder).map(([about, points]) => {
    const byChoice = [...grouped(points, ({ seen }) => seen)].sort(inOrder);
    const isOne = byChoice.length === 1;
    const seen = byChoice.map(([choice, of]) => (isOne ? choice : `${choice} (${operationsOf(of)})`));
    return {
      about: points.some(({ operation }) => operation) ? `status of "${about}"` : about,
      seen: seen.join(', '),
    };
  });
}

function operationsOf(points: readonly OpenPoint[]): string {
  return [...new Set(points.flatMap(({ operation }) => operation ?? []))].sort().join(', ');
}

function inOrder([a]: [string, unknown], [b]: [string, unknown]): number {
  return a.localeCompare(b, 'en');
}
