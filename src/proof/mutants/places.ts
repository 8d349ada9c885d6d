import type { Certainty } from '../../contract/schema/certainty.ts';
import {
  isObject,
  membersOf,
  toPointer,
  type Json,
  type JsonObject,
  type Token,
} from '../../contract/schema/pointers.ts';
import {
  keywordIn,
  describing,
  describingMember,
  requiredCertainty,
  schemaAt,
  type Described,
} from './described.ts';

/** A described value somewhere below the root of a body. */
export interface MutantPlace {
  /** A JSON Pointer. */
  pointer: string;
  /** The same for every entry of a list and of a map: a JSON Pointer with `*`. */
  name: string;
  value: Json;
  nodes: Described[];
  /** The certainty with which it is required; undefined when it is not required. */
  required: Certainty | undefined;
  /** What holds it. */
  within: 'object' | 'array' | 'map';
  /** Whether only the API decides its value, or that of an object or list that contains it. */
  isFree: boolean;
  /** Whether it is below an entry of a list: of the body, or of its `content`. */
  isInListing: boolean;
}

/** The described places of a body, each once: in a list at the first entry that has it, in a map at the first key. */
export interface Places {
  root: Described[];
  found: MutantPlace[];
  /** The names of places that are described and that some object in the body does not have. */
  absent: string[];
  names: Set<string>;
}

/** Walks a body along its schema, which is at a pointer of the description. */
export function placesOf(document: JsonObject, schema: string, certainty: Certainty, body: Json): Places {
  const root = describing(document, schemaAt(document, schema), certainty, body);
  const places: Places = { root, found: [], absent: [], names: new Set() };
  walk(document, places, { nodes: root, value: body, trail: [], names: [], isFree: false });
  return places;
}

interface Walk {
  nodes: Described[];
  value: Json;
  trail: Token[];
  names: Token[];
  isFree: boolean;
}

function walk(document: JsonObject, places: Places, { nodes, value, trail, names, isFree }: Walk): void {
  const isList = Array.isArray(value);
  for (const [token, member] of entriesOf(value)) {
    const below = describingMember(document, nodes, token, member);
    if (below.nodes.length === 0) continue;
    const isNamed = !isList && !below.isMap;
    const next = [...names, isNamed ? token : '*'];
    const pointer = toPointer([...trail, token]);
    const isOwn = isFree || marksFree(below.nodes);
    const name = toPointer(next);
    if (!places.names.has(name)) {
      places.names.add(name);
      places.found.push({
        pointer,
        name,
        value: member,
        nodes: below.nodes,
        required: isNamed ? requiredCertainty(nodes, String(token)) : undefined,
        within: isList ? 'array' : below.isMap ? 'map' : 'object',
        isFree: isOwn,
        isInListing: /^(?:\/content)?\/\*\//.test(name),
      });
    }
    walk(document, places, {
      nodes: below.nodes,
      value: member,
      trail: [...trail, token],
      names: next,
      isFree: isOwn,
    });
  }
  if (isObject(value)) {
    const declared = nodes.flatMap(({ schema: { properties } }) => membersOf(properties));
    const lacking = declared.filter(([name]) => !Object.hasOwn(value, name));
    places.absent.push(...lacking.map(([name]) => toPointer([...names, name])));
  }
}

/** The number of entries of a list that are walked. */
const mostEntries = 5;

function entriesOf(value: Json): [Token, Json][] {
  return membersOf(value).slice(0, Array.isArray(value) ? mostEntries : undefined);
}

function marksFree(nodes: readonly Described[]): boolean {
  const mark = keywordIn(nodes, 'x-round-trip');
  const free = ['server-set', 'ignored', 'masked', 'write-only'];
  return (typeof mark === 'string' && free.includes(mark)) || keywordIn(nodes, 'readOnly') === true;
}
