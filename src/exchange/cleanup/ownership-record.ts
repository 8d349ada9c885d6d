import { markOf, showsOthers, signsOf, type MarkContext } from '../../contract/privacy/ownership-mark.ts';
import type { Contract, Operation } from '../../contract/operations.ts';
import {
  isObject,
  membersOf,
  textOf,
  valueAt,
  type Json,
  type JsonObject,
} from '../../contract/schema/pointers.ts';
import type { ParameterValue } from '../../contract/schema/serialization.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import type { ReadyRequest } from '../transport/prepared-request.ts';
import type { ClientMemory } from '../client-context.ts';
import type { Created } from './ledger-entries.ts';

/**
 * Who owns a resource, as far as a test knows. `ours`: a read has shown it; a claim: only the response to its creation has shown it;
 * `disowned`: a create responded with it, but a read has not shown that it is ours; `others`: it belongs to others; `seen`: the owner
 * is unknown. An id without ownership was never shown by the target: it was invented here.
 */
export type Ownership = 'ours' | 'disowned' | 'others' | 'seen' | OwnershipClaim;

/** The read of a resource. */
export interface ResourceRead {
  reader: Operation;
  path: Record<string, string>;
}

/** A resource that is ours according to the response to its creation, or that belongs to such a resource. */
export interface OwnershipClaim {
  /** The read that shows it; undefined if the description has none. */
  reading?: ResourceRead | undefined;
  /** The id of the resource that it belongs to: it is ours if that is. */
  holder?: string | undefined;
  /** The request that created it; undefined if another process sent it. */
  made?: ReadyRequest | undefined;
  /** Whether it has already been read. */
  isAsked?: true;
}

/** A claimed resource that turned out not to be ours. */
export interface Disowned {
  id: string;
  claim: OwnershipClaim;
}

/** What a test knows about the owners of the resources that it has seen. */
export interface OwnershipRecord {
  /** By id. */
  standings: Map<string, Ownership>;
  /** Creates that responded with a resource that is not ours: what they really created has to be looked up. */
  strayed: ReadyRequest[];
}

/** A response from which to learn who owns the resources in it. */
export interface ObservedResponse {
  contract: Contract;
  known: MarkContext;
  request: Pick<ReadyRequest, 'operation' | 'parts'>;
  body: Json | undefined;
}

/** An empty ownership record. */
export function createOwnershipRecord(): OwnershipRecord {
  return { standings: new Map(), strayed: [] };
}

/** Notes the signs of a body before it is sent; returns the signs that no earlier body had. */
export function noteSigns({ signs }: ClientMemory, { wire }: Pick<ReadyRequest, 'wire'>): string[] {
  const found = wire.method === 'GET' ? [] : signsOf(parsedJson(wire.body ?? ''));
  return found.filter((sign) => {
    const isNew = !signs.has(sign);
    signs.set(sign, '');
    return isNew;
  });
}

/** The id of the created resource in the response to a create; undefined if there is none. */
export function madeId({ method, security, removal }: Operation, body: Json | undefined): string | undefined {
  if (method !== 'POST' || security === 'basic') return undefined;
  const id = valueAt(body, removal?.pointer ?? '/id');
  return typeof id === 'string' ? id : undefined;
}

/** The read of a resource that an operation creates or lists; undefined if the description has none. */
export function readingOf(
  contract: Contract,
  request: ObservedResponse['request'],
  id: string,
): ResourceRead | undefined {
  const { operation, parts } = request;
  const { removal } = operation;
  if (removal) return readingOfRemovable(contract, { removal, id });
  const below = contract.table.operations.flatMap((reader) => {
    const parameter = lastParameter(reader);
    const isBelow = reader.method === 'GET' && reader.path === `${operation.path}/{${parameter ?? ''}}`;
    return parameter !== undefined && isBelow ? [{ reader, parameter }] : [];
  });
  const [{ reader, parameter } = {}] = below;
  return reader && parameter ? { reader, path: { ...textsIn(parts.path), [parameter]: id } } : undefined;
}

/** The read of a resource that can be removed; undefined if the description has none. */
export function readingOfRemovable(
  { table: { operations } }: Contract,
  { removal, id }: Pick<Created, 'removal' | 'id'>,
): ResourceRead | undefined {
  const remover = operations.find((each) => each.id === removal.operation);
  const reader = operations.find(({ method, path }) => method === 'GET' && path === remover?.path);
  return reader && { reader, path: { [removal.parameter]: id } };
}

/** The parameter at the end of a path, which identifies a single resource. */
function lastParameter({ path }: Operation): string | undefined {
  return /\{([^{}]+)\}$/.exec(path)?.[1];
}

function textsIn(path: ObservedResponse['request']['parts']['path']): Record<string, string> {
  const asText = (value: ParameterValue): string =>
    typeof value === 'object' ? JSON.stringify(value) : String(value);
  return Object.fromEntries(Object.entries(path ?? {}).map(([name, value]) => [name, asText(value)]));
}

/** The proof in a resource that it is ours: its mark, or the id of the claimed resource that it belongs to; undefined if there is none. */
export function proofIn(
  { standings }: OwnershipRecord,
  lesson: ObservedResponse,
  resource: Json,
): 'mark' | { holder: string } | undefined {
  if (markOf(resource, lesson.known) !== undefined) return 'mark';
  if (!isObject(resource) || showsOthers(resource, lesson.known)) return undefined;
  const named = holdersIn(resource);
  const holders = named.length > 0 ? named : parentsOf(lesson.request);
  const holder = holders.find((id) => isClaimed(standings.get(id)));
  return holder === undefined ? undefined : { holder };
}

/** Whether a resource is ours or claimed. */
export function isClaimed(standing: Ownership | undefined): boolean {
  return standing === 'ours' || typeof standing === 'object';
}

/** The ids in a resource of the resources that it belongs to. */
function holdersIn(resource: JsonObject): string[] {
  const members = Object.entries(resource).filter(
    ([name]) => /^(?!external)\w+Id$/.test(name) && !isOfNobody(name),
  );
  return members.map(([, value]) => textOf(value)).filter(Boolean);
}

/** Whether a property names a profile or an account of the business, which all of its customers share. */
export function isOfNobody(name: string): boolean {
  return /^(?:business|\w*[Pp]rofile)\w*Id$/.test(name);
}

/** The ids of the parent resources in the path of a request. */
function parentsOf({ operation, parts }: ObservedResponse['request']): string[] {
  const last = lastParameter(operation);
  return Object.entries(textsIn(parts.path)).flatMap(([name, id]) => (name === last ? [] : [id]));
}

/**
 * Learns from a response who owns the resources in it. A read of a single resource decides; lists and nested resources count only if
 * nothing else has shown the owner. Returns a claimed resource that turned out not to be ours.
 */
export function learn(
  belongings: OwnershipRecord,
  lesson: ObservedResponse,
  isSuccess: boolean,
): Disowned | undefined {
  const { operation, parts } = lesson.request;
  if (operation.security === 'basic' || operation.id === 'listIdentityVerificationProfiles') return undefined;
  const last = operation.method === 'GET' && isSuccess ? lastParameter(operation) : undefined;
  const id = last && textsIn(parts.path)[last];
  const claim = id === undefined ? undefined : learnOfOne(belongings, lesson, id);
  visit(belongings, lesson, lesson.body);
  return claim && { id: id ?? '', claim };
}

/** Learns from the read of one resource. Returns its claim if it turned out not to be ours. */
function learnOfOne(
  { standings, ...others }: OwnershipRecord,
  lesson: ObservedResponse,
  id: string,
): OwnershipClaim | undefined {
  const { body } = lesson;
  const standing = standings.get(id);
  const isOpen = standing === undefined || standing === 'seen' || typeof standing === 'object';
  if (!isOpen || !isObject(body)) return undefined;
  const claim = typeof standing === 'object' ? standing : undefined;
  const proof = proofIn({ standings, ...others }, lesson, body);
  const isItself = idsIn(body.id).includes(id);
  const isOther = proof !== 'mark' && signsOf(body).length > 0 && isSigned(claim?.made);
  if (!isOther && proof !== undefined && (isItself || (claim !== undefined && body.id === undefined))) {
    const isSure = isItself && (proof === 'mark' || standings.get(proof.holder) === 'ours');
    standings.set(id, isSure ? 'ours' : { ...claim, ...(proof !== 'mark' && proof), isAsked: true });
  } else if (claim !== undefined && body.id !== undefined) {
    standings.set(id, 'disowned');
    return claim;
  }
  return undefined;
}

/** Whether the create of a resource sent signs, which only that resource shows. */
function isSigned(made: ReadyRequest | undefined): boolean {
  return made !== undefined && signsOf(parsedJson(made.wire.body ?? '')).length > 0;
}

function visit(belongings: OwnershipRecord, lesson: ObservedResponse, value: Json | undefined): void {
  if (isObject(value)) for (const id of idsIn(value.id)) noteResource(belongings, lesson, value, id);
  for (const [name, member] of membersOf(value)) {
    const isOfCaller = name === 'metadata' || /profile/i.test(String(name));
    if (!isOfCaller && typeof member === 'object') visit(belongings, lesson, member);
  }
}

/** The ids, as strings, that an `id` property holds: a string, a number or an array of them. */
function idsIn(id: Json | undefined): string[] {
  if (typeof id === 'string' && id.trim() === '') return []; // the id of an internal actor
  if (typeof id === 'string' || typeof id === 'number') return [String(id)];
  return Array.isArray(id) ? id.flatMap(idsIn) : [];
}

function noteResource(
  belongings: OwnershipRecord,
  lesson: ObservedResponse,
  resource: JsonObject,
  id: string,
): void {
  const { standings } = belongings;
  const { method } = lesson.request.operation;
  const standing = standings.get(id);
  const isUnread = typeof standing === 'object' && !standing.reading && standing.holder !== undefined;
  if (standing !== undefined && standing !== 'seen' && !isUnread) return;
  const proof = proofIn(belongings, lesson, resource);
  const isTheirs = proof === undefined;
  if (isUnread && !(isTheirs && holdersIn(resource).length > 0)) return;
  const isListed = method === 'GET' && lastParameter(lesson.request.operation) === undefined;
  if (!isTheirs && isListed) {
    const reading = readingOf(lesson.contract, lesson.request, id);
    const isSure = reading === undefined && proof === 'mark';
    standings.set(id, isSure ? 'ours' : { reading, ...(proof !== 'mark' && proof) });
    return;
  }
  const isTold = showsOthers(resource, lesson.known) || holdersIn(resource).length > 0;
  standings.set(id, isTheirs && isTold ? 'others' : 'seen');
  const holders = isTheirs ? holdersIn(resource) : [];
  for (const holder of holders) if (!standings.has(holder)) standings.set(holder, 'others');
}
