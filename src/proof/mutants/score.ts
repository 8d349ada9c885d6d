import type { Contract } from '../../contract/operations.ts';
import type { Violation } from '../../contract/validation/violation.ts';
import { candidatesIn, type Candidate, type JudgedEvidence } from './candidates.ts';
import { judgeOf, isExcused, type MutantJudge, type JudgedMatcher } from './judge.ts';
import type { Mutant, Mutation } from './mutant.ts';
import type { RuleName } from './equivalents.ts';
import { triesOf, type Try } from './tries.ts';

/** What became of one mutant. */
export interface MutantFate {
  mutant: Mutant;
  /** `advised`: noticed, by nothing that binds, and no more was due. */
  fate: 'killed' | 'advised' | 'equivalent' | 'survived';
  /** How binding it was that it is noticed; undefined where it was not, since a rule says that it is equivalent. */
  level?: 'MUST' | 'SHOULD' | undefined;
  /** The rules by which it is equivalent, of all answers that were tried. */
  rules: RuleName[];
  /** What killed it: the requirement of a check, or nothing where the net did. */
  witness?: { test: string; index: number; requirements: string[] } | undefined;
}

/** What became of every mutant of a run. */
export interface MutantScore {
  fates: MutantFate[];
  /** Mutants that a check kills although a rule says that they are equivalent: one of both is wrong. */
  overruled: MutantFate[];
  /** Described places that no answer of the run held, so that nothing could be changed there. */
  unseen: string[];
}

/** What a score may be told. */
export interface ScoreOptions {
  /** The matchers whose checks take part; all that the judge knows where nothing is said. */
  matchers?: readonly JudgedMatcher[] | undefined;
}

/** Judges every mutant of the answers that a run recorded, in process. The run should be a clean one. */
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
  if (!first) throw new Error('a mutant without an answer to try it on');
  const { mutant, expected } = first.mutation;
  const rules = [...new Set(tries.flatMap(({ mutation }) => mutation.expected.rule ?? []))];
  const { level } = expected;
  // The suite asks such a target again before it judges anything, which no recorded answer can show.
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

/** How binding what a judge finds is, at the place that was changed and blamed on the API. */
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

/** Whether a violation is where a change was made: there, below it, or at what holds it. */
function isAt({ mutant: { place }, pointer }: Mutation, violation: Violation): boolean {
  if (place === 'body') return violation.pointer === '' || violation.pointer.startsWith('/');
  if (place === 'status') return violation.pointer === 'status' || violation.pointer.startsWith('request ');
  if (!place.startsWith('/')) return violation.pointer === pointer;
  const holder = pointer.slice(0, pointer.lastIndexOf('/'));
  return [holder, pointer].includes(violation.pointer) || violation.pointer.startsWith(`${pointer}/`);
}
