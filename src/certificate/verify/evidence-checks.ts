import { isDeepStrictEqual } from 'node:util';
import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import type { RunRecord } from '../../target/recorded-run.ts';
import type { Conformance } from '../../verdict/reports/report-types.ts';
import type { ArchiveFiles } from '../archive.ts';
import { partNames, sha256 } from '../part-digests.ts';
import { certificateWords, certifiedResult, embeddedAddress } from '../issue/issue.ts';
import { refusals } from '../issue/issue-refusals.ts';
import { factsOf, type Statement } from '../statement.ts';
import type { StepOutcome } from './verification.ts';

/** Whether the evidence files belong to the run of the certificate. */
export function setupCheck(statement: Statement, setup: RunRecord, report: Conformance): StepOutcome {
  const { profile, strict, target, run } = factsOf(statement);
  const address = setup.target.kind === 'embedded' ? embeddedAddress : setup.target.baseUrl;
  const pairs: [what: string, certified: unknown, ...others: unknown[]][] = [
    ['run id', run.id, setup.runId, report.runId],
    ['profile', profile, setup.profile, report.profile],
    ['strictness', strict, setup.strict, report.strict],
    ['kind of the target', target.kind, setup.target.kind, report.target.kind],
    ['address of the target', target.address, address],
    ['TLS certificate', target.tlsCertificate, certificateWords(setup.target.tlsCertificate)],
    ['beginning', run.startedAt, setup.startedAt, report.startedAt],
    ['end', run.finishedAt, setup.finishedAt, report.finishedAt],
    ['number of exchanges', run.exchanges, report.exchanges],
  ];
  const wrong = pairs.find(([, certified, ...others]) => others.some((other) => other !== certified));
  if (!wrong) return { found: `${run.id}, as the certificate says` };
  const [what, certified, ...others] = wrong;
  const is = others.find((other) => other !== certified);
  return {
    problem: `the evidence is of another run: its ${what} is ${String(is)}, where the certificate has ${String(certified)}`,
  };
}

/** Whether overlays and waivers are those that the certificate names. */
export function configurationCheck(statement: Statement, setup: RunRecord, files: ArchiveFiles): StepOutcome {
  const parts = Object.values<string>(partNames);
  const signed = statement.predicate.configuration.filter(({ name }) => !parts.includes(name));
  const named = [...setup.overlays, ...(setup.waivers === undefined ? [] : [setup.waivers])];
  const held = named.map((name) => ({ name, digest: { sha256: sha256(files[name] ?? '') } }));
  if (isDeepStrictEqual(plain(signed), plain(held)))
    return { found: held.length === 0 ? 'no overlay and no waivers' : named.join(', ') };
  return {
    problem: `the overlays or waivers in the archive (${named.join(', ') || 'none'}) are not those that the certificate names (${signed.map(({ name }) => name).join(', ') || 'none'})`,
  };
}

/** Whether the result of the run is the one in the certificate, and may be certified. */
export function verdictsCheck(statement: Statement, report: Conformance): StepOutcome {
  const { result, passedTests, warnedTests, failedTests } = statement.predicate;
  const { profile, strict, run, counts, score, coverage, untested, waived, demo } = factsOf(statement);
  const rest = { profile, strict, run, counts, score, coverage, untested, waived };
  const stated = { result, passedTests, warnedTests, failedTests, ...rest };
  const actual = certifiedResult(report);
  const [wrong] = (Object.keys(actual) as (keyof typeof actual)[]).filter(
    (key) => !isDeepStrictEqual(plain(actual[key]), plain(stated[key])),
  );
  if (wrong !== undefined)
    return {
      problem: `conformance.json does not have the ${wrong} of the certificate${example(actual[wrong], stated[wrong])}`,
    };
  const [refusal] = refusals(report, { demo });
  if (refusal) return { problem: `conformance.json is of a run that is not certified: ${refusal.problem}` };
  return {
    found: `${String(passedTests.length)} passed, ${String(warnedTests.length)} warned, as the certificate says`,
  };
}

function example(actual: unknown, stated: unknown): string {
  if (!Array.isArray(actual) || !Array.isArray(stated)) return '';
  const ids = (Object.keys(requirements) as RequirementId[]).filter(
    (id) => actual.includes(id) !== stated.includes(id),
  );
  return ids.length === 0 ? '' : `: they differ in ${ids.slice(0, 5).join(', ')}`;
}

/** A value as JSON has it: without members that are undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
