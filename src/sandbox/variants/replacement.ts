import type { Call, Handler } from '../http/call.ts';
import { isObject, type JsonObject } from '../http/json.ts';
import { isReadOnly, nodeAt, propertiesOf, requiredNames } from '../http/schemas.ts';
import type { BusinessAccount } from '../resources/store.ts';

/** Makes an update clear the properties that it leaves out, except those that every response must have. */
export function replacing(
  parameter: string,
  stored: (account: BusinessAccount) => Map<string, JsonObject>,
): (handler: Handler) => Handler {
  return (handler) => (call) => {
    const id = call.path[parameter] ?? '';
    const before = stored(call.account).get(id);
    if (!before) return handler(call);
    stored(call.account).set(id, cleared(call, before));
    try {
      return handler(call);
    } catch (error) {
      stored(call.account).set(id, before);
      throw error;
    }
  };
}

function cleared({ contract, operation }: Call, before: JsonObject): JsonObject {
  const { document } = contract;
  const sent = nodeAt(document, operation.body?.schema ?? '');
  const answered = nodeAt(document, operation.responses['200']?.schema ?? '');
  const writable = propertiesOf(document, sent, before);
  const required = requiredNames(document, answered, before);
  const kept = Object.entries(before).filter(([name]) => {
    const property = writable[name];
    return !isObject(property) || isReadOnly(document, property) || required.has(name);
  });
  return Object.fromEntries(kept);
}
