import { momentOf } from '../../contract/schema/date-times.ts';
import { mostDays } from '../../target/validity.ts';
import { neededLevel } from '../certified-coverage.ts';
import { partNames } from '../part-digests.ts';
import { embeddedAddress } from '../issue/issue.ts';
import { fingerprintOf, publicKeyFrom, spkiOf } from '../keys.ts';
import { factsOf, type Resource, type Statement } from '../statement.ts';

/** Whether a contradiction is in a statement, and its words. */
type Contradiction = [is: boolean, words: string];

const day = 24 * 60 * 60 * 1000;

/** The first contradiction in a signed statement, in words; undefined if there is none. */
export function contradictionIn(statement: Statement): string | undefined {
  const all = [
    ...ofIssuer(statement),
    ...ofLists(statement),
    ...ofSums(statement),
    ...ofTimes(statement),
    ...ofTarget(statement),
    ...ofFiles(statement),
  ];
  return all.find(([is]) => is)?.[1];
}

function ofIssuer(statement: Statement): Contradiction[] {
  const { publicKey, fingerprint } = factsOf(statement).issuer;
  const read = publicKeyFrom(publicKey);
  const key = 'key' in read ? read.key : undefined;
  return [
    [!key || fingerprintOf(key) !== fingerprint, 'its fingerprint is not that of its key'],
    [!key || spkiOf(key).toString('base64') !== publicKey, 'its key is not written as a key is'],
  ];
}

function ofLists(statement: Statement): Contradiction[] {
  const { result, passedTests: passed, warnedTests: warned, failedTests } = statement.predicate;
  const { counts, strict, waived, untested } = factsOf(statement);
  const unjudged = untested.map(({ id }) => id);
  const isWithin = passed.length >= counts.passed && passed.length <= counts.passed + counts.observed;
  return [
    [
      failedTests.length > 0 || counts.failed > 0,
      'it counts requirements that failed, which are not certified',
    ],
    [counts['not testable'] > 0, 'it counts requirements that could not be tested, which are not certified'],
    [(result === 'PASSED') !== (warned.length === 0), `its result ${result} does not fit its warnings`],
    [counts.warned + counts.waived !== warned.length, 'its counts do not fit its lists of what is not met'],
    [counts.waived !== waived.length, 'its counts do not fit its lists of what is waived'],
    [waived.some((id) => !warned.includes(id)), 'what it lists as waived is not among what is not met'],
    [strict && counts.warned > 0, 'it is strict, and a SHOULD is broken and not waived'],
    [!isWithin, 'its counts do not fit its list of what passed'],
    [passed.some((id) => warned.includes(id)), 'a requirement is listed as passed and as warned'],
    [
      unjudged.some((id) => passed.includes(id) || warned.includes(id)),
      'a requirement is listed as judged and as not tested',
    ],
    [
      new Set(unjudged).size < unjudged.length || unjudged.length > counts['not tested'],
      'its counts do not fit its list of what was not tested',
    ],
  ];
}

function ofSums(statement: Statement): Contradiction[] {
  const { passedTests, warnedTests } = statement.predicate;
  const { score, coverage, untested, profile } = factsOf(statement);
  const shares = [score.MUST, score.SHOULD];
  const missing = ({ passed, total }: (typeof shares)[number]): number => total - passed;
  return [
    [
      shares.some((each) => missing(each) < 0) ||
        score.MUST.passed + score.SHOULD.passed > passedTests.length,
      'its score does not fit its list of what passed',
    ],
    [missing(score.MUST) > untested.length, 'its score does not fit its list of what was not tested'],
    [missing(score.SHOULD) < warnedTests.length, 'its score does not fit its list of what is not met'],
    [
      coverage.covered > coverage.total || coverage.total === 0,
      `its coverage is ${String(coverage.covered)} of ${String(coverage.total)} items`,
    ],
    [
      coverage.level < neededLevel[profile],
      `its test coverage level ${String(coverage.level)} is below that which the profile ${profile} needs`,
    ],
  ];
}

function ofTimes(statement: Statement): Contradiction[] {
  const { issuedAt, validUntil, run } = factsOf(statement);
  const [began, ended, issued, expires] = [run.startedAt, run.finishedAt, issuedAt, validUntil].map(
    (each) => momentOf(each) ?? NaN,
  ) as [number, number, number, number];
  return [
    [ended < began, 'its run ended before it began'],
    [issued < ended, 'it was issued before its run had ended'],
    [expires <= issued, 'it ends before it begins'],
    [expires - issued > mostDays * day, `it is valid for more than ${String(mostDays)} days`],
  ];
}

function ofTarget(statement: Statement): Contradiction[] {
  const { demo, target } = factsOf(statement);
  const isEmbedded = target.kind === 'embedded';
  const isAddress = isEmbedded ? target.address === embeddedAddress : isBaseUrl(target.address);
  const isPlain = isEmbedded || target.address.startsWith('http:');
  return [
    [demo !== isEmbedded, 'its mark DEMO does not fit its target'],
    [!isAddress, `the address of its target, ${JSON.stringify(target.address)}, is not one of its kind`],
    [
      isPlain && target.tlsCertificate.startsWith('sha256:'),
      'its target shows a TLS certificate over plain HTTP',
    ],
  ];
}

/** Whether a text is a base URL as the suite writes one. */
function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return text === `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function ofFiles(statement: Statement): Contradiction[] {
  const { evidence, waived } = factsOf(statement);
  const { configuration } = statement.predicate;
  const own = (each: Resource): boolean => /^(?:overlays\/|waivers\.yaml$)/.test(each.name);
  const inUse = configuration.filter(own);
  const [names, used] = [evidence, inUse].map((list) => list.map(({ name }) => name)) as [string[], string[]];
  const inOrder = used.map((name, index) =>
    name.startsWith('overlays/')
      ? name.startsWith(`overlays/${String(index + 1)}-`)
      : index === used.length - 1,
  );
  const needed = ['conformance.json', 'evidence.key', 'evidence.ndjson', 'run.json'];
  return [
    [
      configuration.slice(Object.keys(partNames).length).length !== inUse.length || inOrder.includes(false),
      'it names its overlays and waivers in another order than they are used in',
    ],
    [
      names.some((name, index) => index > 0 && name <= (names[index - 1] ?? '')) ||
        needed.some((name) => !names.includes(name)),
      'its evidence is not the files that a run leaves, each once and in order',
    ],
    [
      linesOf(inUse).join() !== linesOf(evidence.filter(own)).join(),
      'its overlays and waivers are not those of its evidence',
    ],
    [waived.length > 0 && !used.includes('waivers.yaml'), 'it names no waivers, and something is waived'],
  ];
}

function linesOf(resources: readonly Resource[]): string[] {
  return resources.map(({ name, digest }) => `${name} ${digest.sha256}`).sort();
}
