import { fullIndividual, minimalIndividual, type DraftSeed, type IndividualDraft } from './drafts.ts';

/** An address of a customer that has not been sent yet. */
export type AddressDraft = NonNullable<IndividualDraft['addresses']>[number];

/** The properties of an address that a test chooses; the others are generated. */
export type AddressChoice = Pick<AddressDraft, 'type'> & Partial<AddressDraft>;

/** A minimal individual with these addresses, in this order, each at another place. */
export function individualAt(seed: DraftSeed, choices: readonly AddressChoice[]): IndividualDraft {
  return {
    ...minimalIndividual(seed),
    addresses: choices.map((choice, index) => address(seed, choice, index)),
  };
}

/** One generated address. `index`: distinguishes the addresses of one seed. */
export function address(seed: DraftSeed, choice: AddressChoice, index: number): AddressDraft {
  const source = { ...seed, seed: `${seed.seed} address ${String(index)}` };
  const { firstName, lastName, addresses = [] } = fullIndividual(source);
  const [{ primary: _unmarked, ...place } = { streetLine1: '1 Main Street', zipCode: '80202' }] = addresses;
  const name = choice.type === 'SHIPPING' ? { name: { firstName, lastName } } : {};
  return { ...place, ...name, ...choice };
}
