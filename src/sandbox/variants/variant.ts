import type { SandboxResponse, Message } from '../http/response.ts';
import type { Handler } from '../http/call.ts';
import type { Instance } from '../http/instance.ts';
import type { Asked, Reading } from '../http/reading.ts';
import { isObject, type Json } from '../http/json.ts';
import type { SandboxOutcome } from '../http/outcomes.ts';

/** A legal difference between APIs that all conform to the description. */
export interface Variant {
  /** In kebab case. */
  name: string;
  /** What an API with the difference does: the rest of a sentence. */
  difference: string;
  /** Returns the instance with the difference; to be applied only once, before it serves. */
  apply: Alteration;
}

/** Returns a copy of an instance with some parts replaced. */
export type Alteration = (instance: Instance) => Instance;

/** Changes the body of every response that has one. */
export function bodies(edit: (body: Json, response: SandboxResponse, asked: Asked) => Json): Alteration {
  return responses((response, asked) =>
    response.body === undefined ? response : { ...response, body: edit(response.body, response, asked) },
  );
}

/** Changes every response, refusals too. */
export function responses(edit: (response: SandboxResponse, asked: Asked) => SandboxResponse): Alteration {
  return (instance) => ({
    ...instance,
    around: (asked, next) => instance.around(asked, async () => edit(await next(), asked)),
  });
}

/** Changes every message before it is sent. */
export function messages(edit: (message: Message, asked: Asked) => Message): Alteration {
  return (instance) => ({
    ...instance,
    wire: (message, asked) => edit(instance.wire(message, asked), asked),
  });
}

/** Changes how every request is read. */
export function readings(edit: (reading: Reading, asked: Asked) => Reading): Alteration {
  return (instance) => ({
    ...instance,
    reads: (reading, asked) => edit(instance.reads(reading, asked), asked),
  });
}

/** Responds to some outcomes with other statuses. */
export function statuses(other: Partial<Record<SandboxOutcome, number>>): Alteration {
  return (instance) => ({
    ...instance,
    statusOf: (outcome) => other[outcome] ?? instance.statusOf(outcome),
  });
}

/** Wraps the handlers of some operations; `wrap` is called with the previous handler. */
export function operations(ids: readonly string[], wrap: (handler: Handler) => Handler): Alteration {
  return (instance) => {
    const met = Object.entries(instance.handlers).filter(([id]) => ids.includes(id));
    const wrapped = met.map(([id, handler]) => [id, wrap(handler)] as const);
    return { ...instance, handlers: { ...instance.handlers, ...Object.fromEntries(wrapped) } };
  };
}

/** Several alterations as one, the first one innermost. */
export function all(...alterations: readonly Alteration[]): Alteration {
  return (instance) => alterations.reduce((altered, alter) => alter(altered), instance);
}

/** Maps whose keys are data: another member would change their meaning. */
const maps = new Set(['metadata', 'minimumInformationRequired']);

/** A JSON value with its objects edited, the inner ones first. Maps whose keys are not described stay as they are. */
export function withObjects(value: Json, edit: (entries: [string, Json][]) => [string, Json][]): Json {
  if (Array.isArray(value)) return value.map((item) => withObjects(item, edit));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, member]): [string, Json] => [
    name,
    maps.has(name) ? member : withObjects(member, edit),
  ]);
  return Object.fromEntries(edit(entries));
}
