import type { Contract } from '../../contract/operations.ts';
import type { Violation } from '../../contract/validation/violation.ts';
import { candidatesIn, type Candidate, type JudgedEvidence } from './candidates.ts';
import { judgeOf, isExcused, type MutantJudge, type JudgedMatcher } from './judge.ts';
import type { Mutant, Mutation } from './mutant.ts';
import type { RuleName } from './equivalents.ts';
import { triesOf, type Try } from './tries.ts';

/** The result of one mutant. */
export interface MutantFate {
  mutant: Mutant;
  /** `advised`: noticed as a SHOULD only, and no more was required. */
  fate: 'killed' | 'advised' | 'equivalent' | 'survived';
  /** The level at which it must be noticed; undefined when a rule says that it is equivalent. */
  level?: 'MUST' | 'SHOULD' | undefined;
  /** The rules by which it is equivalent, of all responses that were tried. */
  rules: RuleName[];
  /** The exchange in which it was noticed, with the requirements of its checks. */
  witness?: { test: string; index: number; requirements: string[] } | undefined;
}

/** The result of every mutant of a run. */
export interface MutantScore {
  fates: MutantFate[];
  /** Mutants that a check kills although a rule says that they are equivalent: either the check or the rule is wrong. */
  overruled: MutantFate[];
  /** Described places that no response of the run contained, so that nothing could be changed there. */
  unseen: string[];
}

/** The options of a score. */
export interface ScoreOptions {
  /** The matchers whose checks are judged; all by default. */
  matchers?: readonly JudgedMatcher[] | undefined;
}

/** Judges every mutant of the responses that a run recorded, in process. The run should have no findings. */
export function mutantScore(
  contract: Contract,
  evidence: JudgedEvidence,
  options: ScoreOptions = {},
): MutantScore {
  const { groups, references } = candidatesIn(contract, evidence);
  const fates: MutantFate[] = [];
  const unseen: string[] = [];
  for (const group of groups) {
    const judges = new Map<Candidate, MutantJudge>();
    const judgeFor = (candidate: Candidate): MutantJudge => {
      const { exchange, checks, circumstances } = candidate;
      const by = { contract, references, matchers: options.matchers };
      const judge = judges.get(candidate) ?? judgeOf(by, exchange, circumstances.response, checks);
      judges.set(candidate, judge);
      return judge;
    };
    const { tries, absent } = triesOf(group);
    const [first] = group;
    const prefix = first && `${first.exchange.operation} ${String(first.circumstances.response.status)}`;
    unseen.push(...absent.map((name) => `${prefix ?? ''} ${name}`));
    for (const each of tries) fates.push(fateOf(contract, each, judgeFor));
  }
  const overruled = fates.filter(({ fate, level }) => fate === 'killed' && level === undefined);
  return { fates, unseen, overruled };
}

function fateOf(
  contract: Contract,
  tries: readonly Try[],
  judgeFor: (candidate: Candidate) => MutantJudge,
): MutantFate {
  const [first] = tries;
  if (!first) throw new Error('a mutant without a response to try it on');
  const { mutant, expected } = first.mutation;
  const rules = [...new Set(tries.flatMap(({ mutation }) => mutation.expected.rule ?? []))];
  const { level } = expected;
  // The suite repeats such a request before it judges anything, which no recorded response can show.
  if (expected.rule === 'of-the-environment') return { mutant, fate: 'equivalent', rules };
  let advised: MutantFate | undefined;
  for (const each of tries) {
    const noticed = noticedBy(contract, each, judgeFor(each.candidate));
    const { exchange, checks } = each.candidate;
    const requirements = checks.map(({ requirement }) => requirement);
    const witness = { test: exchange.test, index: exchange.index, requirements };
    if (noticed === 'MUST') return { mutant, fate: 'killed', level, rules, witness };
    if (noticed === 'SHOULD' && level === 'SHOULD')
      advised ??= { mutant, fate: 'advised', level, rules, witness };
  }
  if (advised) return advised;
  if (level === undefined) return { mutant, fate: 'equivalent', rules };
  return { mutant, fate: 'survived', level, rules };
}

/** The level of what a judge finds at the changed place and blames on the API. */
function noticedBy(
  contract: Contract,
  { mutation, candidate }: Try,
  judge: MutantJudge,
): 'MUST' | 'SHOULD' | undefined {
  const response = mutation.response();
  const { exchange } = candidate;
  const there = judge(response).filter((each) => isAt(mutation, each));
  const counts = (each: Violation): boolean => !isExcused(contract, exchange, response, each);
  if (there.some((each) => each.level === 'MUST' && counts(each))) return 'MUST';
  return there.some((each) => each.level === 'SHOULD' && counts(each)) ? 'SHOULD' : undefined;
}

/** Whether a violation is at a changed place: there, below it, or at the object or list that contains it. */
function isAt({ mutant: { place }, pointer }: Mutation, violation: Violation): boolean {
  if (place === 'body') return violation.pointer === '' || violation.pointer.startsWith('/');
  if (place === 'status') return violation.pointer === 'status' || violation.pointer.startsWith('request ');
  if (!place.startsWith('/')) return violation.pointer === pointer;
  const holder = pointer.slice(0, pointer.lastIndexOf('/'));
  return [holder, pointer].includes(violation.pointer) || violation.pointer.startsWith(`${pointer}/`);
}
