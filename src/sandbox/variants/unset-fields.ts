import { isObject, type Json, type JsonObject } from '../http/json.ts';
import type { Instance } from '../http/instance.ts';
import type { Asked } from '../http/reading.ts';
import { followed, nodeAt, propertiesOf, requiredNames } from '../http/schemas.ts';
import { bodies, withObjects, type Alteration, type Variant } from './variant.ts';

/** Properties that the sandbox always returns, although the docs do not require them in every response. */
const volunteered = new Set([
  ...['verified', 'businessAccountId', 'statusHistory', 'outcomeReasons', 'tags', 'servicesRun'],
  ...['minimumInformationRequired', 'allowedAccountStatuses', 'limitId', 'version'],
]);

/** Differences of how a response represents optional fields that are not set. */
export const unsetFieldVariants: readonly Variant[] = [
  {
    name: 'unset-absent',
    difference: 'leaves out optional fields that were not sent, and empty ones',
    apply: bodies((body) =>
      withObjects(body, (entries) => {
        const isOwner = entries.some(([name]) => name === 'parentId');
        return entries.filter(([name, value]) => !isLeftOut(name, value, isOwner));
      }),
    ),
  },
  {
    name: 'unset-null',
    difference: 'returns null for optional fields that are not set',
    apply: unsetAs(() => null),
  },
  {
    name: 'unset-empty-texts',
    difference: 'returns empty texts for optional texts that are not set',
    apply: unsetAs(({ type }) => (type === 'string' ? '' : undefined)),
  },
  {
    name: 'unset-empty-collections',
    difference: 'returns empty lists and maps for those that are not set',
    apply: unsetAs(({ type, additionalProperties }) => {
      if (type === 'array') return [];
      return type === 'object' && isObject(additionalProperties) ? {} : undefined;
    }),
  },
];

/** The verification status is documented for owners only. */
function isLeftOut(name: string, value: Json, isOwner: boolean): boolean {
  if (name === 'verificationStatus') return !isOwner;
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return volunteered.has(name) || (isEmpty && ['metadata', 'errors', 'addresses'].includes(name));
}

/** Sets every unset optional field to what `form` returns for its schema; it stays absent where that is undefined. */
function unsetAs(form: (schema: JsonObject) => Json | undefined): Alteration {
  return (instance) =>
    bodies((body, _answer, { operation }) =>
      completed({ instance, form }, schemaOf(instance, { operation }, body), body),
    )(instance);
}

/** The schema that describes a body: that of an error where it is one, otherwise that of the operation's success. */
function schemaOf({ contract }: Instance, { operation }: Pick<Asked, 'operation'>, body: Json): JsonObject {
  const isError = isObject(body) && Object.hasOwn(body, 'traceId');
  const described = Object.entries(operation?.responses ?? {}).find(
    ([status, { schema }]) => status.startsWith(isError ? '4' : '2') && schema !== undefined,
  );
  return nodeAt(contract.document, described?.[1].schema ?? '');
}

interface Completion {
  instance: Instance;
  form: (schema: JsonObject) => Json | undefined;
}

function completed(completion: Completion, schema: JsonObject, value: Json): Json {
  const { document } = completion.instance.contract;
  const node = followed(document, schema);
  if (Array.isArray(value))
    return value.map((item) => completed(completion, followed(document, node.items), item));
  if (!isObject(value)) return value;
  const properties = Object.entries(propertiesOf(document, node, value));
  const required = requiredNames(document, node, value);
  const members = properties.flatMap(([name, property]): [string, Json][] => {
    const own = followed(document, property);
    if (Object.hasOwn(value, name)) return [[name, completed(completion, own, value[name] ?? null)]];
    const unset = required.has(name) ? undefined : completion.form(own);
    return unset === undefined ? [] : [[name, unset]];
  });
  return { ...value, ...Object.fromEntries(members) };
}
