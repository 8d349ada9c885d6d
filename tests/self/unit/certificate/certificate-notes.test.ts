import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { archived } from '../../../../specs/provenance.ts';
import { disclaimers } from '../../../../src/certificate/verify/disclaimers.ts';
import { notesOn } from '../../../../src/certificate/verify/notes.ts';
import { furtherField, type Statement } from '../../../../src/certificate/statement.ts';
import { issued, soundBut } from '../../support/issued-certificate.ts';

const honest = issued(soundBut({}));

/** The notes on a certificate, one per line; `others`: the parts of the suite that differ from those which issued it. */
function told(statement: Statement, { others = [] as string[], evidence = false } = {}): string[] {
  const here = honest.predicate.configuration.map((each) =>
    others.includes(each.name) ? { ...each, digest: { sha256: 'e'.repeat(64) } } : each,
  );
  return notesOn(statement, here, evidence).map((step) => `${step.name}: ${'note' in step ? step.note : ''}`);
}

const beside = (...lines: RegExp[]): RegExp[] => [
  ...lines,
  /^suite: said to be rocketkor-conformance 0\.1\.0, commit unknown$/,
  /^not tested: MUST requirements that no run tests: SEC-005, /,
  /^evidence: not checked: .* rests on the word of Example & Sons; --evidence checks it$/,
];

function assertTold(lines: string[], patterns: RegExp[]): void {
  assert.equal(lines.length, patterns.length, lines.join('\n'));
  for (const pattern of patterns)
    assert.ok(
      lines.some((line) => pattern.test(line)),
      `${String(pattern)}\n${lines.join('\n')}`,
    );
}

describe('the notes on a verified certificate', () => {
  test('say what was not tested, and that its evidence was not checked', () => {
    assertTold(told(honest), beside());
  });

  test('say with evidence what cannot be seen in it', () => {
    const lines = told(honest, { evidence: true });

    assert.match(
      lines.at(-1) ?? '',
      /^evidence: it fits, but an issuer can invent responses that fit: that they came from https:\/\/api\.example, and when, rests on the word of Example & Sons$/,
    );
  });

  test('name the overlays that changed the description', () => {
    const statement = issued(soundBut({}), ['overlays/1-a.yaml', 'overlays/2-b.yaml', 'waivers.yaml']);

    assertTold(
      told(statement),
      beside(
        /^overlays: the description was changed by overlays\/1-a\.yaml \(sha256 b{64}\), overlays\/2-b\.yaml \(sha256 b{64}\), which may/,
      ),
    );
  });

  const parts: [part: string, line: RegExp][] = [
    [
      'specs/rocketkor.openapi.yaml',
      /^description: different from that of the release .*: it may require less$/,
    ],
    [
      'requirements',
      /^requirements: different from that of the release .*: levels may be lower, and the lists/,
    ],
  ];
  for (const [part, line] of parts)
    test(`say that ${part} differs`, () => {
      assertTold(told(honest, { others: [part] }), beside(line));
    });

  test('say that the sources differ, and which they are claimed to be', () => {
    const [first] = told(honest, { others: ['suite', 'package-lock.json'] });

    assert.match(
      first ?? '',
      /^suite: different from .* \(suite, package-lock\.json\): checks may be missing; said to be rocketkor-conformance 0\.1\.0, commit unknown$/,
    );
  });

  test('say which SHOULD is broken, and which of these is waived', () => {
    const statement = issued(soundBut({ 'CUS-033': 'waived', 'CUS-019': 'warned' }), ['waivers.yaml']);

    assertTold(told(statement), beside(/^waived: .*: CUS-033$/, /^warned: .*: CUS-019$/));
  });

  test('say which MUST the description does not require', () => {
    const statement = issued(soundBut({ 'DER-001': 'uncalled for' }));

    assertTold(
      told(statement),
      beside(/^not tested: .* since nothing in the description calls for it: DER-001$/),
    );
  });

  test('say that a host showed no TLS certificate', () => {
    const statement = issued(soundBut({}), [], 'http://127.0.0.1:1');

    assertTold(told(statement), beside(/^target: its host showed no TLS certificate/));
  });
});

describe('the text of a certificate for its readers', () => {
  const version = 'https://rocketkor-conformance.example/certificate/v2';

  test('is fixed by the format version: other words need another version', () => {
    const words = [true, false].map((demo) =>
      disclaimers(
        { description: { overlays: demo ? [] : ['a'] }, target: { kind: demo ? 'embedded' : 'sandbox' } },
        { demo, address: 'http://localhost', digest: '0' },
      ),
    );

    assert.equal(furtherField, version);
    assert.equal(archived, '2024 to 2025');
    assert.deepEqual(words, [
      [
        'DEMO: the target is the embedded sandbox of the suite. This certificate says nothing about any API.',
        'Not issued or endorsed by RocketKOR: the issuer that is named here ran the suite and signed the result.',
        'Judged against a description that is rebuilt from archived copies of the vendor’s public documentation (2024 to 2025), SHA-256 0. What those pages do not say was not judged.',
        'Some facts about createCustomer, createDocument, listIdentityVerifications, removeCustomer, retrieveBeneficialOwner, retrieveCustomer, retrieveDocument, retrieveIdentityVerification, submitIdentityVerification, suspendCustomer, updateBeneficialOwner, updateCustomer rest on copies of 2022 and 2023 alone; specs/SOURCES.md of the suite lists them.',
        'The evidence is as honest as whoever ran the suite: the signature shows who vouches for it, not that it is true.',
      ],
      [
        'Not issued or endorsed by RocketKOR: the issuer that is named here ran the suite and signed the result.',
        'Judged against a description, as changed by the overlays that are named here, that is rebuilt from archived copies of the vendor’s public documentation (2024 to 2025), SHA-256 0. What those pages do not say was not judged.',
        'Some facts about createCustomer, createDocument, listIdentityVerifications, removeCustomer, retrieveBeneficialOwner, retrieveCustomer, retrieveDocument, retrieveIdentityVerification, submitIdentityVerification, suspendCustomer, updateBeneficialOwner, updateCustomer rest on copies of 2022 and 2023 alone; specs/SOURCES.md of the suite lists them.',
        'The evidence is as honest as whoever ran the suite: the signature shows who vouches for it, not that it is true.',
        'The address of the target leads to the machine that the suite ran on.',
      ],
    ]);
  });
});
