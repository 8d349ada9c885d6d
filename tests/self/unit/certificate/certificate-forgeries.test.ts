import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sealed } from '../../../../src/certificate/bundle.ts';
import { forgedBundles } from '../../support/forged-bundles.ts';
import { forgedFacts } from './forged-facts.ts';
import { forgedFiles } from './forged-files.ts';
import { forgedLists } from './forged-lists.ts';
import { forgedPayloads } from './forged-payloads.ts';
import { forgedSums } from './forged-sums.ts';
import {
  issued,
  keys,
  refusalOf,
  refusalOfSigned,
  soundBut,
  stating,
} from '../../support/issued-certificate.ts';

describe('a certificate that its issuer has signed', () => {
  const files = ['overlays/1-a.yaml', 'overlays/2-b.yaml', 'waivers.yaml'];
  const honest = {
    'of a run of the profile full': issued(soundBut({})),
    'of a run of the profile core': issued(soundBut({}, { profile: 'core' })),
    'of a SHOULD that is broken': issued(soundBut({ 'CUS-033': 'warned' })),
    'of a SHOULD that is broken and waived': issued(soundBut({ 'CUS-033': 'waived' }), files),
    'of a strict run': issued(soundBut({}, { strict: true })),
    'of a strict run in which a SHOULD is waived': issued(
      soundBut({ 'CUS-033': 'waived' }, { strict: true }),
      files,
    ),
    'of a run in which nothing calls for a requirement': issued(soundBut({ 'DER-001': 'uncalled for' })),
    'of a SHOULD that was not tested': issued(soundBut({ 'CUS-033': 'not tested' })),
    'of what was only observed': issued(soundBut({ 'CUS-024': 'observed' })),
    'of a target on this machine': issued(soundBut({}), [], 'http://127.0.0.1:8080/base'),
    'of the embedded sandbox': issued(soundBut({}, { target: { name: '', kind: 'embedded' } })),
  };
  for (const [title, statement] of Object.entries(honest))
    test(`is accepted ${title}`, () => {
      assert.equal(refusalOfSigned(statement), '');
    });

  const forged = [...forgedLists, ...forgedSums, ...forgedFacts, ...forgedFiles];
  for (const { name, edit, of, refusal } of forged)
    test(`is refused if ${name}`, () => {
      assert.match(refusalOfSigned(stating(edit, of)), refusal);
    });

  for (const { name, text, refusal } of [...forgedPayloads, ...forgedBundles])
    test(`is refused if ${name}`, () => {
      assert.match(refusalOf(text), refusal);
    });

  test('is refused for every forgery that is tested', (t) => {
    const texts = [
      ...forged.map(({ edit, of }) => sealed(stating(edit, of), keys.issuer)),
      ...[...forgedPayloads, ...forgedBundles].map(({ text }) => text),
    ];
    const taken = texts.filter((text) => refusalOf(text) === '');
    const [tried, refused] = [texts.length, texts.length - taken.length].map(String) as [string, string];

    t.diagnostic(`${tried} forgeries of a certificate tried, ${refused} refused without its evidence`);
    assert.deepEqual(taken, []);
  });
});
