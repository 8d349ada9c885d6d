import type { components, Writable } from '../../../specs/generated/types.ts';
import { seededFaker, type DraftSeed } from './drafts.ts';

type Schemas = components['schemas'];
/** A document that has not been registered yet. */
export type DocumentDraft = Writable<Schemas['DocumentDraft']>;
/** Changed metadata of a registered document. */
export type DocumentChange = Writable<Schemas['DocumentUpdate']>;

/** A passport of an individual, with every documented property. No file is uploaded for it. */
export function passportDraft(from: DraftSeed, holderId: string): DocumentDraft {
  const faker = seededFaker({ seed: `${from.seed} passport` });
  return {
    holderId,
    holderType: 'CUSTOMER',
    documentType: 'passport',
    name: 'Passport',
    description: 'Photo page',
    number: `X${faker.string.numeric(7)}`,
    issuingCountryCode: 'USA',
    issuingDate: faker.date.past({ years: 4 }).toISOString().slice(0, 10),
    expiryDate: faker.date.future({ years: 4 }).toISOString().slice(0, 10),
    extension: 'PDF',
    contentLength: faker.number.int({ min: 1024, max: 4096 }),
    metadata: { customerRefId: `000${faker.string.numeric(12)}` },
  };
}

/** Another name and description for a passport. */
export function passportChange(): DocumentChange & { name: string; description: string } {
  return { documentType: 'passport', name: 'Renewed passport', description: 'Photo page, renewed' };
}
