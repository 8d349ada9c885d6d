import type { Answer } from '../../sandbox/answer.ts';
import type { Call } from '../../sandbox/call.ts';
import { isObject, textOf, type Json, type JsonObject } from '../../sandbox/json.ts';
import { all, answers, operations, type Alteration } from '../../sandbox/variants/variant.ts';

/** A way in which a target leads whoever calls it to what is somebody else's. */
export interface Straying {
  /** What the target does: the rest of a sentence. */
  name: string;
  apply: Alteration;
  /** Whether it answers creates with what is not ours, so that the suite must say so. */
  isForeign?: true;
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
function instead(id: string, answer: (call: Call, turn: number, usual: () => Answer) => Answer): Alteration {
  return operations([id], (handler) => {
    let turn = 0;
    return (call) => answer(call, (turn += 1), () => handler(call));
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
  let known: JsonObject = {};
  const watching = instead('listCustomers', (call, turn, usual) => {
    known = somebody(call, turn);
    return usual();
  });
  const forgiven = answers((answer, { operation }) =>
    operation?.id === 'createCustomer' && answer.outcome !== 'created' && known.id !== undefined
      ? { outcome: 'found', body: known }
      : answer,
  );
  return all(watching, forgiven)(instance);
};

/** Shows no email address of anybody. */
const withoutEmails = answers((answer) =>
  answer.body === undefined ? answer : { ...answer, body: stripped(answer.body) },
);

function stripped(value: Json): Json {
  if (Array.isArray(value)) return value.map(stripped);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'primaryEmail');
  return Object.fromEntries(kept.map(([name, member]) => [name, stripped(member)]));
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
    name: 'answers every create with somebody, and creates nobody',
    apply: instead('createCustomer', (call, turn) => ({ outcome: 'created', body: somebody(call, turn) })),
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
      const { body, ...answer } = usual();
      return { ...answer, body: withId(body, somebody(call, turn).id) };
    }),
    isForeign: true,
  },
  { name: 'takes a malformed create for somebody who is there', apply: forgiving, isForeign: true },
  {
    name: 'reads somebody else',
    apply: instead('retrieveCustomer', (call, turn, usual) => {
      usual();
      return { outcome: 'found', body: somebody(call, turn) };
    }),
  },
  {
    name: 'answers an update with the id of somebody else',
    apply: instead('updateCustomer', (call, turn, usual) => {
      const { body, ...answer } = usual();
      return { ...answer, body: withId(body, somebody(call, turn).id) };
    }),
  },
  {
    name: 'lists each customer under the id of the next one',
    apply: instead('listCustomers', (_call, _turn, usual) => {
      const { body, ...answer } = usual();
      const content = isObject(body) && Array.isArray(body.content) ? body.content.filter(isObject) : [];
      const shifted = content.map((each, index) => withId(each, content[(index + 1) % content.length]?.id));
      return { ...answer, body: { ...(isObject(body) ? body : {}), content: shifted } };
    }),
  },
  {
    name: 'answers with the owners, documents and limits of somebody else',
    apply: all(
      instead('createBeneficialOwner', ({ account }) => ({
        ...{ outcome: 'created', body: [...account.owners.values()][0] ?? {} },
      })),
      instead('createDocument', ({ account }) => ({
        ...{ outcome: 'created', body: [...account.documents.values()][0] ?? {} },
      })),
      instead('listLimits', ({ account }) => ({
        ...{ outcome: 'found', body: [...account.limits.values()][0] ?? [] },
      })),
    ),
  },
  {
    name: 'shows no email address, and answers a create with whoever has the phone number already',
    apply: all(deduplicated, withoutEmails),
    isForeign: true,
  },
];
