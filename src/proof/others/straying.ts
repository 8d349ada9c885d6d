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

/** A way in which a target leads whoever calls it to what is somebody else's. */
export interface Straying {
  /** What the target does: the rest of a sentence. */
  name: string;
  apply: Alteration;
  /** Whether it answers creates with what is not ours, so that the suite must say so. */
  isForeign?: true;
  /** Whether no read shows what is ours, so that nobody may remove it. */
  isBlind?: true;
  /** Whether lists show customers under other ids, so that one whose create was not answered cannot be found. */
  isMislisting?: true;
  /** Whether nothing is wrong about it but that it changes email addresses. */
  isOfEmails?: true;
}

/** Somebody who was there before, another one each time that another is asked for. */
function somebody({ account }: Pick<Call, 'account'>, turn: number): JsonObject {
  const others = [...account.customers.values()].filter(({ createdBy }) => isEmployee(createdBy ?? null));
  return others[turn % others.length] ?? {};
}

function isEmployee(actor: Json): boolean {
  return isObject(actor) && actor.type === 'employee';
}

/** Answers instead of, or after, whoever meets an operation; `turn` counts the calls. */
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

/** Takes every malformed create for one of somebody who is there. */
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

/** Answers about what is there with ids, owners, documents and limits of somebody else. */
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

/** Shows the limits of somebody else as those of the customer asked for; of another one every time, or always the same. */
const lendingLimits = (isTurning: boolean): Alteration =>
  instead('listLimits', ({ account, query }, turn) => {
    const all = [...account.limits.values()];
    const theirs = all[isTurning ? turn % all.length : 0] ?? [];
    return { outcome: 'found', body: theirs.map((limit) => ({ ...limit, scopeId: textOf(query.scopeId) })) };
  });

/** Adds an owner, gives it the id of somebody else's, and shows that one as the customer's. */
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

/** Shows email addresses in another way, or not at all. */
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

/** Stores email addresses in small letters, and finds them in any. */
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

/** Every way that is tried, the first of which is none. */
export const strayings: readonly Straying[] = [
  { name: 'answers as it should', apply: (instance) => instance },
  {
    name: 'answers a create with whoever has the phone number already',
    apply: deduplicated,
    isForeign: true,
  },
  {
    name: 'creates, and answers with somebody else',
    apply: instead('createCustomer', (call, turn, usual) => {
      usual();
      return { outcome: 'created', body: somebody(call, turn) };
    }),
    isForeign: true,
  },
  {
    name: 'creates, and answers with the id of somebody else',
    apply: instead('createCustomer', (call, turn, usual) => {
      const { body, ...response } = usual();
      return { ...response, body: withId(body, somebody(call, turn).id) };
    }),
    isForeign: true,
  },
  { name: 'takes a malformed create for somebody who is there', apply: forgiving, isForeign: true },
  {
    name: 'reads somebody else',
    isBlind: true,
    apply: instead('retrieveCustomer', (call, turn, usual) => {
      usual();
      return { outcome: 'found', body: somebody(call, turn) };
    }),
  },
  {
    name: 'answers updates and lists with the ids of somebody else, and creates below a customer with theirs',
    apply: mixedUp,
    isForeign: true,
    isMislisting: true,
  },
  {
    name: 'shows the limits of somebody else as those of every customer',
    apply: lendingLimits(false),
    isForeign: true,
  },
  {
    name: 'shows the limits of another one of others whenever it is asked for those of a customer',
    apply: lendingLimits(true),
    isForeign: true,
  },
  {
    name: 'adds an owner, and shows that of somebody else as it',
    apply: lendingOwners,
    isForeign: true,
  },
  {
    name: 'masks email addresses',
    apply: withMaskedEmails,
    isOfEmails: true,
  },
  { name: 'shows no email addresses', apply: withoutEmails, isOfEmails: true },
  { name: 'keeps email addresses in small letters', apply: withSmallEmails, isOfEmails: true },
  {
    name: 'shows no email address, and answers a create with whoever has the phone number already',
    apply: all(deduplicated, withoutEmails),
    isForeign: true,
  },
];
