import { areWhole, countAlike } from './reach.ts';
import type { Conformance } from '../reports/report-types.ts';

/** What makes two runs less comparable, a sentence for each, the most important first; empty if nothing does. */
export function circumstancesOf(old: Conformance, now: Conformance): string[] {
  return [
    ...differing('target', old.target.name, now.target.name),
    ...differing('kind of target', old.target.kind, now.target.kind),
    ...differing('profile', old.profile, now.profile),
    ...descriptions(old, now),
    ...(areWhole(old, now) && !countAlike(old, now)
      ? ['Therefore coverage counts and levels are not compared.']
      : []),
    ...differing('suite', old.suite, now.suite),
    ...strictness(old, now),
    ...partiality(old, now),
    ...(old.runId === now.runId && old.startedAt === now.startedAt
      ? ['Both files are of the same run.']
      : []),
    ...(Date.parse(old.startedAt) > Date.parse(now.startedAt)
      ? ['The run that was given as the old one began after the new one.']
      : []),
    ...troubles('old', old),
    ...troubles('new', now),
  ];
}

function differing(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`Another ${what}: ${after}, before ${before}.`];
}

function descriptions({ description: old }: Conformance, { description: now }: Conformance): string[] {
  if (old.digest === now.digest) return [];
  const named = ({ title, version, digest, overlays }: Conformance['description']): string =>
    [`${title} ${version} (${digest})`, ...overlays].join(' pinned by ');
  return [`Another description: ${named(now)}, before ${named(old)}.`];
}

function strictness(old: Conformance, now: Conformance): string[] {
  if (old.strict === now.strict) return [];
  const words = now.strict ? 'strict, the old one was not' : 'not strict, the old one was';
  return [`The new run is ${words}: both are compared as the new one judges a broken SHOULD.`];
}

function partiality(old: Conformance, now: Conformance): string[] {
  const words = ({ partial }: Conformance): string => (partial ? 'is partial' : 'was stopped early');
  const lacking = [
    ...(old.whole ? [] : [`the old run ${words(old)}`]),
    ...(now.whole ? [] : [`the new run ${words(now)}`]),
  ].join(' and ');
  if (lacking === '') return [];
  const consequence = 'only what both judged is compared, and lost coverage is not looked for';
  return [`${lacking.replace('the', 'The')}: ${consequence}.`];
}

function troubles(which: string, { problems }: Conformance): string[] {
  return problems.map((problem) => `The ${which} run had a problem: ${problem}`);
}
