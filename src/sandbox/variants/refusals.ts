import type { SandboxResponse, Message } from '../http/response.ts';
import type { Call, Handler } from '../http/call.ts';
import type { Asked } from '../http/reading.ts';
import { isObject, objectsIn, textOf, type Json } from '../http/json.ts';
import type { Failure } from '../http/outcomes.ts';
import { emailOf } from '../resources/stored-fields.ts';
import { Refusal, type Problem } from '../http/refusal.ts';
import { all, messages, operations, statuses, type Alteration, type Variant } from './variant.ts';

const writing = ['createCustomer', 'updateCustomer', 'createBeneficialOwner', 'updateBeneficialOwner'];
const described = [...writing, 'createDocument', 'updateDocument'];

/** The combinations of city, state and postal code that the API accepts when it validates addresses. */
const knownPlaces = [
  /^Denver CO 802\d\d$/,
  /^Boston MA 021\d\d$/,
  /^Austin TX 787\d\d$/,
  /^Honolulu HI 968\d\d$/,
  /^Las Vegas NV 891\d\d$/,
  /^Portland OR 972\d\d$/,
  /^Toronto ON M\d[A-Z] ?\d[A-Z]\d$/,
  /^Saint-Ambroise-de-Kildare QC J0K 1C0$/,
  /^Zurich {2}8001$/,
  /^St\. Louis MO 63101$/,
];

/** Differences of what is refused, and with which body. */
export const refusalVariants: readonly Variant[] = [
  {
    name: 'exchange-400',
    difference: 'returns 400 for a wrong key or secret',
    apply: messages((message, { operation }) =>
      operation?.security === 'basic' && message.status === 401 ? { ...message, status: 400 } : message,
    ),
  },
  {
    name: 'plain-403',
    difference: 'returns 403 with an HTML page for wrong credentials and for resources of others',
    apply: all(
      statuses({ unauthenticated: 403, malformedCredentials: 403, foreign: 403 }),
      pages((status) => status === 403),
    ),
  },
  {
    name: 'framework-errors',
    difference: 'responds to unreadable bodies with the error object of its framework',
    apply: frameworkErrors,
  },
  {
    name: 'framework-pages',
    difference: 'responds to unreadable bodies with an HTML page of its framework',
    apply: (instance) => pages((_, { unreadable }) => unreadable)(noting(instance)),
  },
  {
    name: 'attack-filter',
    difference:
      'has a gateway that refuses tags, SQL keywords and encoded characters with 403 and an HTML page',
    apply: attackFilter,
  },
  {
    name: 'latin-without-marks',
    difference: 'refuses letters with marks and letters of other scripts',
    apply: operations(
      described,
      refusing((text) => /[^\x20-\x7E]/.test(text)),
    ),
  },
  {
    name: 'printable-text-alone',
    difference: 'refuses control characters, emoji and invisible characters',
    apply: operations(
      described,
      refusing((text) => /[\p{C}\p{So}]/u.test(text)),
    ),
  },
  {
    name: 'addresses-validated',
    difference: 'refuses addresses whose city, state and postal code do not belong together',
    apply: operations(writing, validatingAddresses),
  },
  {
    name: 'emails-once',
    difference: 'refuses an email address that another customer has',
    apply: operations(['createCustomer', 'updateCustomer'], refusingTakenEmails),
  },
];

/** Replaces some responses with an HTML page, as web servers send it. */
function pages(isPage: (status: number, facts: { unreadable: boolean }) => boolean): Alteration {
  return messages((message, { request }) =>
    isPage(message.status, { unreadable: unreadables.has(request) }) ? page(message) : message,
  );
}

const unreadables = new WeakSet<object>();

function page(message: Message): Message {
  const body = Buffer.from(`<html><body><h1>${String(message.status)}</h1></body></html>`);
  return { ...message, headers: { ...message.headers, 'content-type': 'text/html' }, body };
}

const unreadable: readonly string[] = ['malformedBody', 'unsupportedMediaType'] satisfies Failure[];

function noting(instance: Parameters<Alteration>[0]): ReturnType<Alteration> {
  return {
    ...instance,
    around: async (asked, next) => {
      const response = await instance.around(asked, next);
      if (unreadable.includes(response.outcome)) unreadables.add(asked.request);
      return response;
    },
  };
}

function frameworkErrors(instance: Parameters<Alteration>[0]): ReturnType<Alteration> {
  const told = (response: SandboxResponse, { request }: Asked): SandboxResponse =>
    unreadable.includes(response.outcome)
      ? {
          ...response,
          body: {
            timestamp: '2025-01-01T00:00:00.000+00:00',
            status: 400,
            error: 'Bad Request',
            path: request.url,
          },
        }
      : response;
  return { ...instance, around: async (asked, next) => told(await instance.around(asked, next), asked) };
}

function attackFilter(instance: Parameters<Alteration>[0]): ReturnType<Alteration> {
  return {
    ...instance,
    reads: (reading, asked) => {
      const body = (sent: Json): Json => {
        if (!/[<>]|%[0-9A-Fa-f]{2}|\b(?:SELECT|UNION|DROP)\b/.test(JSON.stringify(sent)))
          return reading.body(sent);
        unreadables.add(asked.request);
        throw new Refusal('filtered');
      };
      return instance.reads({ ...reading, body }, asked);
    },
    wire: (message, asked) =>
      message.status === 403 && unreadables.has(asked.request)
        ? page(instance.wire(message, asked))
        : instance.wire(message, asked),
  };
}

/** Every text of a body, with the path that leads to it. */
function textsIn(value: Json, path: string[] = []): [path: string[], text: string][] {
  if (typeof value === 'string') return [[path, value]];
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return members.flatMap(([name, member]) => textsIn(member, [...path, name]));
}

function refusing(isRefused: (text: string) => boolean): (handler: Handler) => Handler {
  return (handler) => (call) => {
    const problems = textsIn(call.body).flatMap(([path, text]): Problem[] =>
      isRefused(text)
        ? [{ path: path.join('.'), message: 'has characters that are not allowed', errorCode: 'SIGN' }]
        : [],
    );
    if (problems.length > 0) throw new Refusal('invalid', problems);
    return handler(call);
  };
}

function validatingAddresses(handler: Handler): Handler {
  return (call: Call) => {
    const strange = objectsIn(call.body.addresses).findIndex(({ cityName, stateCode, zipCode }) => {
      const place = [cityName, stateCode, zipCode].map((part) => textOf(part)).join(' ');
      return !knownPlaces.some((known) => known.test(place));
    });
    if (strange < 0) return handler(call);
    const path = `addresses.${String(strange)}`;
    throw new Refusal('invalid', [{ path, message: 'is not a deliverable address', errorCode: 'ADDRESS' }]);
  };
}

function refusingTakenEmails(handler: Handler): Handler {
  return (call: Call) => {
    const emailsOf = (person: Json): string[] =>
      isObject(person)
        ? [emailOf(person), ...objectsIn(person.contacts).map(emailOf)].filter((each) => each !== '')
        : [];
    const wanted = emailsOf(call.body);
    const others = [...call.account.customers.values()].filter(({ id }) => id !== call.path.customerId);
    const isTaken = others.flatMap(emailsOf).some((email) => wanted.includes(email));
    if (isTaken || new Set(wanted).size < wanted.length) {
      const problem = { path: 'primaryEmail.value', message: 'is already in use', errorCode: 'DUPLICATE' };
      throw new Refusal('conflict', [problem]);
    }
    return handler(call);
  };
}
