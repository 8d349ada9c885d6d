import { Bench } from 'tinybench';
import {
  fullBusiness,
  fullIndividual,
  minimalBusiness,
  minimalIndividual,
} from '../../../src/contract/data/drafts.ts';
import type { Contract, OperationId } from '../../../src/contract/operations.ts';
import type { RequestParts } from '../../../src/contract/validation/requests.ts';
import type { ApiResponse } from '../../../src/exchange/response.ts';
import type { Api } from '../../../src/exchange/api.ts';
import { arranged } from '../../../src/exchange/setup/arrange.ts';
import { issueToken } from '../../../src/exchange/exchange.ts';
import { createAgent, type WireRequest } from '../../../src/exchange/transport/transport.ts';
import { wireRequest } from '../../../src/exchange/transport/wire-request.ts';
import { exchangeTimeout, onSandbox, withClient, type Client, type Desk } from './client.ts';
import { latencyOf, median, type Measurement } from './measurement.ts';

const seed = { seed: 'bench', runId: 'bench' };
const customers = 20;
const rounds = 21;
const exchangesPerRound = 30;
const exchangesPerTest = 50;

/** One request, in both ways to send it. */
interface Scenario {
  operation: OperationId;
  what: string;
  parts: RequestParts;
  send: (api: Api) => Promise<ApiResponse>;
}

/** Compares an exchange of the suite with the same request in a bare loop; each request runs on a sandbox of its own. */
export async function exchangeCosts(contract: Contract): Promise<Measurement[]> {
  const found: Measurement[] = [];
  for (const scenarioOf of [retrieval, creation, listing]) {
    const measure = (client: Client): Promise<Measurement> => costOf(client, scenarioOf);
    found.push(await onSandbox(contract, (target) => withClient(contract, target, measure)));
  }
  return found;
}

function retrieval(customerId: string): Scenario {
  const parts = { path: { customerId } };
  return {
    ...{ operation: 'retrieveCustomer', what: 'retrieveCustomer', parts },
    send: (api) => api.send('retrieveCustomer', parts),
  };
}

function creation(): Scenario {
  const { externalId: _, ...body } = fullIndividual(seed); // the only value that must be unique
  const parts = { body };
  return {
    ...{ operation: 'createCustomer', what: 'createCustomer', parts },
    send: (api) => api.send('createCustomer', parts),
  };
}

function listing(): Scenario {
  const parts = { query: { size: customers } };
  return {
    ...{ operation: 'listCustomers', what: `listCustomers, ${String(customers)} entries`, parts },
    send: (api) => api.send('listCustomers', parts),
  };
}

async function costOf(client: Client, scenarioOf: (customerId: string) => Scenario): Promise<Measurement> {
  const { context, session } = client;
  const { what, operation, parts, send } = scenarioOf(await populated(client.desk()));
  const token = await session.token(() => issueToken(context, client.desk().recorder, session));
  const wire = wireRequest(context.target, context.contract.operation(operation), parts, `Bearer ${token}`);
  const agent = createAgent(exchangeTimeout);
  const api = turning(client);
  try {
    const times = await interleaved(
      () => bareResponse(agent, wire),
      () => send(api()),
    );
    const [bare, checked] = [median(times.map(([each]) => each)), median(times.map(([, each]) => each))];
    return {
      ...{ what: `${what}: checked and recorded, against bare`, unit: '', bound: 3 },
      measured: median(times.map(([plain, full]) => full / plain)),
      detail: `${checked.toFixed(2)} ms against ${bare.toFixed(2)} ms`,
    };
  } finally {
    await agent.destroy();
  }
}

/** Creates customers of every kind; returns the id of a customer with every property. */
async function populated({ api }: Desk): Promise<string> {
  const kinds = [fullIndividual, minimalIndividual, fullBusiness, minimalBusiness];
  const drafts = Array.from({ length: customers / kinds.length }, (_, index) =>
    kinds.map((draft) => draft({ ...seed, seed: `bench ${draft.name} ${String(index)}` })),
  );
  const ids: string[] = [];
  for (const body of drafts.flat()) ids.push(arranged(await api.send('createCustomer', { body }), 'id').id);
  return ids[0] ?? '';
}

/** Returns a function that gives the API client of a desk; the desk changes as often as tests do in a run. */
function turning(client: Client): () => Api {
  let desk = client.desk();
  return () => {
    if (desk.recorder.exchanges.length >= exchangesPerTest) desk = client.desk();
    return desk.api;
  };
}

async function bareResponse(agent: ReturnType<typeof createAgent>, wire: WireRequest): Promise<unknown> {
  const { origin, target, method, headers, body = null } = wire;
  const response = await agent.request({ origin, path: target, method, headers, body });
  return response.body.json();
}

/** Milliseconds of two ways to do the same, one pair per round, so that other load on the machine affects both. */
async function interleaved(
  bare: () => Promise<unknown>,
  checked: () => Promise<unknown>,
): Promise<[bare: number, checked: number][]> {
  const times: [number, number][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const isFirst = round === 0;
    const bench = new Bench({ iterations: exchangesPerRound, time: 0, warmup: isFirst, throws: true });
    const tasks = [() => bench.add('bare', bare), () => bench.add('checked', checked)];
    for (const add of round % 2 === 0 ? tasks : tasks.reverse()) add();
    await bench.run();
    times.push([latencyOf(bench, 'bare').mean, latencyOf(bench, 'checked').mean]);
  }
  return times;
}
