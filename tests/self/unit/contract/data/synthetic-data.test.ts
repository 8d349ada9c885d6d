import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { dataSetDrafts } from '../../../../../src/contract/data/customer-dataset.ts';
import { passportDraft } from '../../../../../src/contract/data/document-drafts.ts';
import {
  fullBusiness,
  fullIndividual,
  minimalBusiness,
  minimalIndividual,
  type DraftSeed,
} from '../../../../../src/contract/data/drafts.ts';
import { ownerChange, ownerDraft } from '../../../../../src/contract/data/owner-drafts.ts';

const holder = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
/** Every kind of draft, and how many of it are generated: a data set has 32 customers. */
const kinds: Record<string, [make: (seed: DraftSeed) => object, count: number]> = {
  minimalIndividual: [minimalIndividual, 2000],
  fullIndividual: [fullIndividual, 2000],
  minimalBusiness: [minimalBusiness, 2000],
  fullBusiness: [fullBusiness, 2000],
  ownerDraft: [ownerDraft, 2000],
  ownerChange: [ownerChange, 2000],
  passportDraft: [(seed) => passportDraft(seed, holder), 2000],
  dataSetDrafts: [dataSetDrafts, 63],
};

/** The number of the samples in the vendor's documentation, which its form allows and which is not assigned. */
const sampleSocialId = '123-45-6789';
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const fictional = /^\+1\d{3}55501\d\d$/;

/** Every text in a value. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** The parts of a text that might be real: an internet domain, a phone number, a social or tax id. */
function doubts(text: string): string[] {
  const rest = text.replaceAll(uuid, '').replaceAll(sampleSocialId, '');
  const hosts = rest.match(/(?<=@|:\/\/)[^\s/]+/g) ?? [];
  const phones = rest.match(/\+\d[\d ().-]{6,}|(?<![\d-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)/g) ?? [];
  const social = rest.match(/(?<![\w+-])\d{3}-?\d{2}-?\d{4}(?![\w-])/g) ?? [];
  const employer = rest.match(/(?<![\w-])\d{2}-\d{7}(?![\w-])/g) ?? [];
  return [
    ...hosts.filter((host) => !host.endsWith('.example')),
    ...phones.filter((phone) => !fictional.test(phone)),
    ...social.filter((number) => !/^(?:000|666)/.test(number)), // areas that are never issued
    ...employer,
  ];
}

describe('synthetic data', () => {
  for (const [name, [make, count]] of Object.entries(kinds))
    test(`contains no real contact data or ids in ${String(count)} of ${name}`, (t: TestContext) => {
      const seeds = Array.from({ length: count }, (_, index) => ({ seed: `s${String(index)}`, runId: 'r' }));
      const all = seeds.flatMap((seed) => texts(make(seed)));

      assert.deepEqual([...new Set(all.flatMap(doubts))], []);
      t.diagnostic(`${String(all.length)} texts searched`);
    });

  test('is distinguished from data that might be real', () => {
    const real = [
      'a@gmail.com',
      'https://acme.com/x',
      '+14155552671',
      '415-555-2671',
      '219-09-9999',
      '912345678',
    ];
    const ours = ['a@r.kor-conformance.example', '+12025550123', '000123456', sampleSocialId];

    assert.deepEqual(
      real.filter((text) => doubts(text).length === 0),
      [],
    );
    assert.deepEqual(ours.flatMap(doubts), []);
  });
});
