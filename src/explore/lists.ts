import type { RequirementId } from '../../specs/requirements/index.ts';
import { entryViolations } from '../contract/rules/lists/list-entries.ts';
import { listedViolations } from '../contract/rules/lists/list-entry.ts';
import type { FilterQuery } from '../contract/rules/lists/list-filters.ts';
import {
  coverageViolations,
  entriesOf,
  pagingViolations,
  type ListedPages,
} from '../contract/rules/lists/pagination.ts';
import { memberOf, type Json, type JsonObject } from '../contract/schema/pointers.ts';
import { responseSchema } from '../contract/privacy/sensitive.ts';
import type { Violation } from '../contract/validation/violation.ts';
import type { Api } from '../exchange/api.ts';
import { bodyOf } from '../exchange/response.ts';
import { createListings, type Listing } from '../exchange/setup/listings.ts';
import { cityOf } from './bodies.ts';
import { retrieve } from './actions.ts';
import type { Found } from './judge.ts';
import { asResident, isStatusSure, type KnownCustomer, type Model } from './model.ts';
import { belonging, narrowing, type Narrowing } from './narrowing.ts';
import { keepForRemoval, settled, told, type Stage } from './stage.ts';
import type { ExplorationStep } from './steps.ts';

/** A violation on a page of a list, and the requirement that it breaks. */
interface FoundOnPage extends Found {
  page: number;
}

/** Lists customers of the sequence page by page: the list must hold the expected ones and no others, each as it is known. */
export async function list(
  model: Model,
  stage: Stage,
  customer: KnownCustomer,
  { by, size, past }: ExplorationStep & { do: 'list' },
): Promise<void> {
  const how = narrowing(by, customer, past);
  if (how.query === undefined) return;
  const { pages } = await listing(model, stage, { ...how.query, size });
  const isAnswered = pages.map((page) => stage.judge.outcome(page, how.requirement, 'success'));
  if (isAnswered.includes(false)) return;
  const listed: ListedPages = {
    bodies: pages.map(bodyOf),
    displays: pages.map(({ display }) => display),
    source: stage.recorder.contract.operation('listCustomers').pointer,
  };
  for (const { id, isRemoved } of model.customers)
    if (isRemoved && entriesOf(listed).some((entry) => entry.id === id)) keepForRemoval(stage, id);
  const found = (): FoundOnPage[] => [
    ...membership(model, stage, how, listed, size),
    ...model.customers.flatMap((each) => entryFound(stage, listed, each)),
  ];
  if (found().length === 0) return;
  for (const each of model.customers) if (!each.isRemoved) await retrieve(stage, each); // what reads show too is no violation of the list
  const wrong = found();
  stage.judge.judge(pages[wrong[0]?.page ?? 0] ?? pages[0], wrong);
}

/** Requests all pages of a list of the city. Each page is judged as a response. */
async function listing(model: Model, stage: Stage, query: FilterQuery & { size: number }): Promise<Listing> {
  await settled(stage);
  const api: Api = {
    ...stage.api,
    send: (operation, ...input) => told(stage, () => stage.api.send(operation, ...input)),
  };
  const residents = model.customers.map(({ answered }) => asResident(answered));
  const set = { isolation: undefined, residents, elsewhere: [], removed: [], largestSize: query.size };
  return createListings(api, set).of({ cityName: cityOf(stage.seed), ...query });
}

/** The violations of a list that holds unexpected customers or lacks expected ones, and of page envelopes that do not fit. */
function membership(
  { customers }: Model,
  stage: Stage,
  how: Narrowing,
  listed: ListedPages,
  size: number,
): FoundOnPage[] {
  const cityName = cityOf(stage.seed);
  const held = entriesOf(listed).map(({ id }) => id);
  const ids = customers
    .filter((customer) => {
      const fits = belonging(how, customer, cityName);
      return fits === 'in' || (fits === 'open' && held.includes(customer.id));
    })
    .map(({ id }) => id);
  const uncovered = coverageViolations(listed, ids);
  if (uncovered.length > 0)
    return uncovered.map(({ page, ...violation }) => {
      const requirement = requirementAt(customers, listed, { page, violation }) ?? how.requirement;
      return { page, violation, requirement };
    });
  return pagingViolations(listed, size, ids.length).map(({ page, ...violation }) => ({
    ...{ page, violation, requirement: 'LST-002' as const },
  }));
}

/** The requirement that an unexpected entry breaks; undefined when it is a customer of the sequence that does not match. */
function requirementAt(
  customers: readonly KnownCustomer[],
  listed: ListedPages,
  { page, violation: { pointer, rule } }: { page: number; violation: Violation },
): RequirementId | undefined {
  if (rule !== 'coverage') return undefined;
  if (pointer.endsWith('/id')) return 'LST-001';
  const entry = entriesOf(listed).find((each) => each.page === page && each.pointer === pointer);
  const customer = customers.find(({ id }) => id === entry?.id);
  if (!customer) return 'LST-001';
  return customer.isRemoved ? 'LST-022' : undefined;
}

/** The differences between the entry of a customer and what is known of it. Properties that the entry leaves out are ignored. */
function entryFound(
  { recorder: { contract } }: Stage,
  listed: ListedPages,
  customer: KnownCustomer,
): FoundOnPage[] {
  const { answered, id, isLost, isRemoved, sent, since } = customer;
  const entry = entriesOf(listed).find((each) => each.id === id);
  if (!entry || isLost || isRemoved || since.includes('refused')) return [];
  const expected: JsonObject = { ...answered };
  if (!isStatusSure(customer)) delete expected.status;
  const read = responseSchema(contract.operation('retrieveCustomer'), 200) ?? '';
  const page = responseSchema(contract.operation('listCustomers'), 200) ?? '';
  const body: Json | undefined = listed.bodies[entry.page];
  const differing = entryViolations(contract, read, listed, [expected]).filter(
    ({ pointer }) =>
      !since.includes('update') || lasting.some((name) => pointer === `${entry.pointer}/${name}`),
  );
  const lost = listedViolations(contract, page, sent, body, id).map((each) => ({
    ...each,
    page: entry.page,
  }));
  const places = lost.map(({ pointer }) => pointer);
  return [...lost, ...differing.filter(({ pointer }) => !places.includes(pointer))]
    .filter(({ pointer }) => memberOf(expected, 'status') !== undefined || !pointer.endsWith('/status'))
    .map(({ page: number, ...violation }) => ({ page: number, violation, requirement: 'LST-023' as const }));
}

/** The properties that an update does not change. */
const lasting = ['id', 'type', 'status', 'createdAt'];
