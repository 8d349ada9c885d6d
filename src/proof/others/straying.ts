import type { SandboxResponse } from '../../sandbox/http/response.ts';
import type { Call } from '../../sandbox/http/call.ts';
import { isObject, textOf, type Json, type JsonObject } from '../../sandbox/http/json.ts';
import {
  all,
  responses,
  bodies,
  operations,
  withObjects,
  type Alteration,
} from '../../sandbox/variants/variant.ts';

/** A way in which a target responds with data of others. */
export interface Straying {
  /** What the target does: the rest of a sentence. */
  name: string;
  apply: Alteration;
  /** Whether it responds to creates with data of others, which the suite must report. */
  isForeign?: true;
  /** Whether no read shows the customers of the suite, so that the suite must not remove them. */
  isBlind?: true;
  /** Whether lists show customers under other ids, so that a customer whose create got no response cannot be found. */
  isMislisting?: true;
  /** Whether its only defect is that it changes email addresses. */
  isOfEmails?: true;
}

/** A customer of others: the next one for each `turn`. */
function somebody({ account }: Pick<Call, 'account'>, turn: number): JsonObject {
  const others = [...account.customers.values()].filter(({ createdBy }) => isEmployee(createdBy ?? null));
  return others[turn % others.length] ?? {};
}

function isEmployee(actor: Json): boolean {
  return isObject(actor) && actor.type === 'employee';
}

/** Replaces the handler of an operation; `usual` calls the previous handler, and `turn` counts the calls. */
function instead(
  id: string,
  response: (call: Call, turn: number, usual: () => SandboxResponse) => SandboxResponse,
): Alteration {
  return operations([id], (handler) => {
    let turn = 0;
    return (call) => response(call, (turn += 1), () => handler(call));
  });
}

const withId = (body: Json | undefined, id: Json | undefined): JsonObject => ({
  ...(isObject(body) ? body : {}),
  id: id ?? '',
});

const phoneIn = (customer: JsonObject): string =>
  isObject(customer.primaryPhoneNumber) ? textOf(customer.primaryPhoneNumber.number) : '';

const deduplicated = instead('createCustomer', (call, _turn, usual) => {
  const phone = phoneIn(call.body);
  const there = [...call.account.customers.values()].find((each) => phone !== '' && phoneIn(each) === phone);
  return there ? { outcome: 'found', body: there } : usual();
});

/** Responds to every refused create with a customer of others. */
const forgiving: Alteration = (instance) => {
  const [account] = instance.store.values();
  let turn = 0;
  const forgiven = responses((response, { operation }) =>
    operation?.id === 'createCustomer' && response.outcome !== 'created' && account
      ? { outcome: 'found', body: somebody({ account }, (turn += 1)) }
      : response,
  );
  return forgiven(instance);
};

/** Returns ids, owners, documents and limits of others. */
const mixedUp = all(
  instead('updateCustomer', (call, turn, usual) => {
    const { body, ...response } = usual();
    return { ...response, body: withId(body, somebody(call, turn).id) };
  }),
  instead('listCustomers', (_call, _turn, usual) => {
    const { body, ...response } = usual();
    const content = isObject(body) && Array.isArray(body.content) ? body.content.filter(isObject) : [];
    const shifted = content.map((each, index) => withId(each, content[(index + 1) % content.length]?.id));
    return { ...response, body: { ...(isObject(body) ? body : {}), content: shifted } };
  }),
  instead('createBeneficialOwner', ({ account }) => ({
    ...{ outcome: 'created', body: [...account.owners.values()][0] ?? {} },
  })),
  instead('createDocument', ({ account }) => ({
    ...{ outcome: 'created', body: [...account.documents.values()][0] ?? {} },
  })),
  instead('listLimits', ({ account }) => ({
    ...{ outcome: 'found', body: [...account.limits.values()][0] ?? [] },
  })),
);

/** Shows the limits of a customer of others as those of the requested customer: of a different one each time, or always of the same one. */
const lendingLimits = (isTurning: boolean): Alteration =>
  instead('listLimits', ({ account, query }, turn) => {
    const all = [...account.limits.values()];
    const theirs = all[isTurning ? turn % all.length : 0] ?? [];
    return { outcome: 'found', body: theirs.map((limit) => ({ ...limit, scopeId: textOf(query.scopeId) })) };
  });

/** Adds an owner, responds with the id of an owner of others, and shows that owner as one of the customer. */
const lendingOwners = all(
  instead('createBeneficialOwner', ({ account }, _turn, usual) => {
    const [theirs] = account.owners.keys();
    const { body, ...response } = usual();
    return { ...response, body: withId(body, theirs) };
  }),
  instead('retrieveBeneficialOwner', (call) => {
    const { beneficiaryId, customerId } = call.path;
    const owner = call.account.owners.get(textOf(beneficiaryId));
    return owner
      ? { outcome: 'found', body: { ...owner, parentId: textOf(customerId) } }
      : { outcome: 'unknown' };
  }),
);

/** Changes email addresses in responses; leaves them out where `change` returns undefined. */
const showingEmails = (change: (email: string) => string | undefined): Alteration =>
  bodies((body) =>
    withObjects(body, (entries) =>
      entries.flatMap(([name, value]): [string, Json][] => {
        const email = name === 'primaryEmail' ? emailIn(value, change) : value;
        return email === undefined ? [] : [[name, email]];
      }),
    ),
  );

function emailIn(value: Json, change: (email: string) => string | undefined): JsonObject | undefined {
  const email = isObject(value) ? change(textOf(value.value)) : undefined;
  return email === undefined ? undefined : { ...(isObject(value) ? value : {}), value: email };
}

const withoutEmails = showingEmails(() => undefined);
const withMaskedEmails = showingEmails((email) => email.replace(/(?<=^.)[^@]*/, '***'));

/** Stores email addresses in lower case, and finds them in any case. */
const withSmallEmails = all(
  operations(
    ['createCustomer', 'updateCustomer', 'createBeneficialOwner', 'updateBeneficialOwner'],
    (handler) => (call) => {
      const body = withObjects(call.body, (entries) => entries.map(inSmallLetters));
      return handler({ ...call, body: isObject(body) ? body : {} });
    },
  ),
  operations(['listCustomers'], (handler) => (call) => {
    const { primaryEmail } = call.query;
    const small = typeof primaryEmail === 'string' && { primaryEmail: primaryEmail.toLowerCase() };
    return handler({ ...call, query: { ...call.query, ...small } });
  }),
);

function inSmallLetters([name, value]: [string, Json]): [string, Json] {
  const email = name === 'primaryEmail' ? emailIn(value, (each) => each.toLowerCase()) : undefined;
  return [name, email ?? value];
}

/** Every way that is tried; the first one changes nothing. */
export const strayings: readonly Straying[] = [
  { name: 'responds as it should', apply: (instance) => instance },
  {
    name: 'responds to a create with the customer that has the phone number',
    apply: deduplicated,
    isForeign: true,
  },
  {
    name: 'creates a customer, and responds with a customer of others',
    apply: instead('createCustomer', (call, turn, usual) => {
      usual();
      return { outcome: 'created', body: somebody(call, turn) };
    }),
    isForeign: true,
  },
  {
    name: 'creates a customer, and responds with the id of a customer of others',
    apply: instead('createCustomer', (call, turn, usual) => {
      const { body, ...response } = usual();
      return { ...response, body: withId(body, somebody(call, turn).id) };
    }),
    isForeign: true,
  },
  { name: 'responds to a malformed create with a customer of others', apply: forgiving, isForeign: true },
  {
    name: 'returns a customer of others from a read',
    isBlind: true,
    apply: instead('retrieveCustomer', (call, turn, usual) => {
      usual();
      return { outcome: 'found', body: somebody(call, turn) };
    }),
  },
  {
    name: 'returns ids of others from updates and lists, and owners, documents and limits of others',
    apply: mixedUp,
    isForeign: true,
    isMislisting: true,
  },
  {
    name: 'shows the limits of a customer of others as those of every customer',
    apply: lendingLimits(false),
    isForeign: true,
  },
  {
    name: 'shows the limits of a different customer of others each time that limits are listed',
    apply: lendingLimits(true),
    isForeign: true,
  },
  {
    name: 'adds an owner, and shows an owner of others in its place',
    apply: lendingOwners,
    isForeign: true,
  },
  {
    name: 'masks email addresses',
    apply: withMaskedEmails,
    isOfEmails: true,
  },
  { name: 'shows no email addresses', apply: withoutEmails, isOfEmails: true },
  { name: 'stores email addresses in lower case', apply: withSmallEmails, isOfEmails: true },
  {
    name: 'shows no email address, and responds to a create with the customer that has the phone number',
    apply: all(deduplicated, withoutEmails),
    isForeign: true,
  },
];
