import { fullIndividual, minimalIndividual, type DraftSeed, type IndividualDraft } from './drafts.ts';

/** An address of a customer that has not been sent yet. */
export type AddressDraft = NonNullable<IndividualDraft['addresses']>[number];

/** What a test decides of an address; the rest is made up. */
export type AddressChoice = Pick<AddressDraft, 'type'> & Partial<AddressDraft>;

/** An individual with the least it needs and these addresses, in this order, each at a place of its own. */
export function individualAt(seed: DraftSeed, choices: readonly AddressChoice[]): IndividualDraft {
  return {
    ...minimalIndividual(seed),
    addresses: choices.map((choice, index) => address(seed, choice, index)),
  };
}

/** One made-up address. `index`: tells it from the others of the same seed. */
export function address(seed: DraftSeed, choice: AddressChoice, index: number): AddressDraft {
  const source = { ...seed, seed: `${seed.seed} address ${String(index)}` };
  const { firstName, lastName, addresses = [] } = fullIndividual(source);
  const [{ primary: _unmarked, ...place } = { streetLine1: '1 Main Street', zipCode: '80202' }] = addresses;
  const name = choice.type === 'SHIPPING' ? { name: { firstName, lastName } } : {};
  return { ...place, ...name, ...choice };
}
