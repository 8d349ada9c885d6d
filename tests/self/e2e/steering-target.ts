import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import type { Tampering } from '../../../src/sandbox/faults/tampering.ts';
import type { PassingRequest } from '../../../src/sandbox/faults/requests.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';

/** What must never reach a terminal: it clears the screen, sets its title, hides, turns and overwrites text, and begins lines. */
export const steering =
  '\u001b[2J\u001b[8m\u001b]0;owned\u0007\u009b31m\u007f\b\u200b\u202e\u2066\u2028FORGED\u0085FORGED\r\nFORGED\nFORGED';

type Body = Record<string, unknown>;

const isExchange = ({ url }: PassingRequest): boolean => url.endsWith('/exchange');

/** Adds it to the values, names and headers of all responses except tokens; in a page, to the customers of the suite that it lists. */
const everywhere: Tampering = {
  response: (response, request) => {
    if (isExchange(request) || response.body === '') return undefined;
    const body = JSON.parse(response.body) as Body;
    for (const each of Array.isArray(body.content) ? (body.content as Body[]) : [body]) {
      for (const name of ['status', 'message', 'createdAt', 'updatedAt'])
        if (name in each) each[name] = steering;
      each[`${steering}name`] = steering;
    }
    const headers = { ...response.headers, 'content-type': 'application/json; charset="\u009b31m"' };
    return { ...response, headers, body: JSON.stringify(body) };
  },
};

/** A sandbox whose responses contain terminal control sequences. */
export async function steeringTarget(): Promise<Sandbox> {
  const { folder } = await ensureGenerated();
  const contract = await loadContract(folder);
  return startSandbox({ contract, fault: { tampering: () => everywhere } });
}

const marked = { id: `7c1f2a35${steering}`, contacts: [{ email: 'kor@earlier.kor-conformance.example' }] };

/** The same in a customer that seems to be left by an earlier run. */
export const leftover: Tampering = {
  response: (response, request) => {
    if (isExchange(request) || request.method !== 'GET') return undefined;
    const customer = { ...marked, createdAt: '2020-01-01T00:00:00Z', status: steering };
    const page = { totalElements: 1, totalPages: 1, number: 0, numberOfElements: 1, hasNext: false };
    const isList = request.url.startsWith('/v1/customers?');
    const body = JSON.stringify(isList ? { ...page, content: [customer] } : customer);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  },
};
