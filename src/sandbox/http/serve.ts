import type { FastifyRequest } from 'fastify';
import type { Operation } from '../../contract/operations.ts';
import type { SandboxResponse } from './response.ts';
import { authenticated } from './authentication.ts';
import { isJson, readBody } from './request-body.ts';
import type { Instance } from './instance.ts';
import { readParameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { settleApplications } from '../resources/verification-course.ts';

/**
 * Returns the response of an operation to a request. Checks credentials, parameters, body and then the operation's own rules.
 * Throws a `Refusal` for the first of these that fails.
 */
export async function responseTo(
  instance: Instance,
  operation: Operation,
  request: FastifyRequest,
): Promise<SandboxResponse> {
  const { contract, store, tokens, clock, newId } = instance;
  const callers = { accounts: Object.values(instance.accounts), tokens };
  const { authorization } = request.headers;
  const [, text] = (request.raw.url ?? '').split(/\?(.*)/s);
  const reading = instance.reads(
    {
      ...{ authorization, query: new URLSearchParams(text), isJson: isJson(request.raw) },
      ...{ body: (sent) => sent, isForgiven: () => false },
    },
    { operation, request },
  );
  const caller = authenticated(callers, operation.security, reading.authorization);
  const account = store.get(caller.businessAccountId);
  const handler = instance.handlers[operation.id];
  if (!account || !handler) throw new Refusal('failed');
  const parameters = readParameters(contract, operation, { request, reading });
  const { sent, taken: body } = await readBody(contract, operation, request.raw, reading);
  settleApplications(account, clock.now());
  const facts = { contract, operation, body, sent, caller, account, store, tokens, clock, newId };
  return handler({ ...parameters, ...facts });
}
