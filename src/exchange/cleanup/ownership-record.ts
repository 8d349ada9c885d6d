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
 * Whose a resource is, as far as a test knows: ours, where a read has shown it; claimed, where nothing but the answer to its creation
 * has; disowned, where a create was answered with it and a read has shown something else; somebody else's; or only seen. Of an id
 * that the target has never shown there is none: it was made up here.
 */
export type Ownership = 'ours' | 'disowned' | 'others' | 'seen' | OwnershipClaim;

/** How a resource is read. */
export interface ResourceRead {
  reader: Operation;
  path: Record<string, string>;
}

/** A resource that the answer to its creation says is ours; or what belongs to one. */
export interface OwnershipClaim {
  /** How a read can show it; undefined where the description has no way to. */
  reading?: ResourceRead | undefined;
  /** What it belongs to: it is ours as far as that is. */
  holder?: string | undefined;
  /** What made it; undefined where that was in another process. */
  made?: ReadyRequest | undefined;
  /** Whether the target has been asked already, and did not tell. */
  isAsked?: true;
}

/** What was claimed and is not ours. */
export interface Disowned {
  id: string;
  claim: OwnershipClaim;
}

/** What a test knows of whose the things are that it meets. */
export interface OwnershipRecord {
  /** By id. */
  standings: Map<string, Ownership>;
  /** Creates that were answered with what is not ours: what they have really made has to be looked for. */
  strayed: ReadyRequest[];
}

/** What is known of an answer of which to learn whose the things in it are. */
export interface ObservedResponse {
  contract: Contract;
  known: MarkContext;
  request: Pick<ReadyRequest, 'operation' | 'parts'>;
  body: Json | undefined;
}

/** Nothing is known yet. */
export function createOwnershipRecord(): OwnershipRecord {
  return { standings: new Map(), strayed: [] };
}

/** Notes the signs of a body before it is sent; returns those that no other body had. */
export function noteSigns({ signs }: ClientMemory, { wire }: Pick<ReadyRequest, 'wire'>): string[] {
  const found = wire.method === 'GET' ? [] : signsOf(parsedJson(wire.body ?? ''));
  return found.filter((sign) => {
    const isNew = !signs.has(sign);
    signs.set(sign, '');
    return isNew;
  });
}

/** The id of what an answer to a creation says that it has made; undefined where it says nothing. */
export function madeId({ method, security, removal }: Operation, body: Json | undefined): string | undefined {
  if (method !== 'POST' || security === 'basic') return undefined;
  const id = valueAt(body, removal?.pointer ?? '/id');
  return typeof id === 'string' ? id : undefined;
}

/** How what an operation makes, or lists, can be read; undefined where the description has no way to. */
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

/** The same of what can be removed. */
export function readingOfRemovable(
  { table: { operations } }: Contract,
  { removal, id }: Pick<Created, 'removal' | 'id'>,
): ResourceRead | undefined {
  const remover = operations.find((each) => each.id === removal.operation);
  const reader = operations.find(({ method, path }) => method === 'GET' && path === remover?.path);
  return reader && { reader, path: { [removal.parameter]: id } };
}

/** The parameter that a path ends in, which names a single resource. */
function lastParameter({ path }: Operation): string | undefined {
  return /\{([^{}]+)\}$/.exec(path)?.[1];
}

function textsIn(path: ObservedResponse['request']['parts']['path']): Record<string, string> {
  const asText = (value: ParameterValue): string =>
    typeof value === 'object' ? JSON.stringify(value) : String(value);
  return Object.fromEntries(Object.entries(path ?? {}).map(([name, value]) => [name, asText(value)]));
}

/** By what a resource shows that it is ours: its mark, or the id of what it belongs to; undefined where it does not. */
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

/** Whether something is ours, or at least said to be. */
export function isClaimed(standing: Ownership | undefined): boolean {
  return standing === 'ours' || typeof standing === 'object';
}

/** The ids by which a resource says whose it is. */
function holdersIn(resource: JsonObject): string[] {
  const members = Object.entries(resource).filter(
    ([name]) => /^(?!external)\w+Id$/.test(name) && !isOfNobody(name),
  );
  return members.map(([, value]) => textOf(value)).filter(Boolean);
}

/** Whether a member names a profile or an account of the business: all of its customers have the same. */
export function isOfNobody(name: string): boolean {
  return /^(?:business|\w*[Pp]rofile)\w*Id$/.test(name);
}

/** The ids of what the path of a request says that something is below. */
function parentsOf({ operation, parts }: ObservedResponse['request']): string[] {
  const last = lastParameter(operation);
  return Object.entries(textsIn(parts.path)).flatMap(([name, id]) => (name === last ? [] : [id]));
}

/**
 * Learns from an answer whose the things in it are. A read of a single one tells for sure; a list, and what else is shown by the way,
 * as far as nothing else has. Returns what was claimed and is not ours.
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

/** Returns what was claimed and is not ours. */
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

/** Whether what made a resource has sent something that only this resource shows. */
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

/** What a value may stand for as an id in a path or a body, whatever form the target gives it. */
function idsIn(id: Json | undefined): string[] {
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
