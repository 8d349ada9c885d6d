import type { SandboxResponse } from '../http/response.ts';
import { actorOf, owned, pathValue, type Call } from '../http/call.ts';
import { isoTime, timeAfter } from '../http/clock.ts';
import { textOf, type JsonObject } from '../http/json.ts';
import { pageResponse } from './pagination.ts';
import { Refusal, refuseInvalid } from '../http/refusal.ts';
import type { BusinessAccount, Document } from './store.ts';

type HolderKind = 'person' | 'business';

/** The types of document that a kind of holder cannot have. */
const unfitTypes: Record<HolderKind, readonly string[]> = {
  person: ['formation', 'tax', 'ownership'],
  business: ['driving-license', 'passport'],
};

/** Handles `createDocument`. */
export function createDocument(call: Call): SandboxResponse {
  const { body } = call;
  const holder = owned(call, (account) =>
    holderKind(account, textOf(body.holderType), textOf(body.holderId)),
  );
  refuseMisfit(textOf(body.documentType), holder);
  refuseFutureIssue(call);
  const id = call.newId();
  const createdAt = isoTime(call.clock.now());
  const document: Document = {
    id,
    holderId: textOf(body.holderId),
    ...body,
    status: 'NEW',
    version: 1,
    businessAccountId: call.account.id,
    url: contentUrl(id, 'PUT'),
    createdAt,
    createdBy: actorOf(call),
    updatedAt: createdAt,
    updatedBy: actorOf(call),
  };
  call.account.documents.set(id, document);
  return { outcome: 'created', body: document };
}

/** Handles `listDocuments`. */
export function listDocuments(call: Call): SandboxResponse {
  const { holderId, documentTypes, documentStatus } = call.query;
  const matching = [...call.account.documents.values()].filter(
    (document) =>
      (holderId === undefined || document.holderId === holderId) &&
      (!Array.isArray(documentTypes) || documentTypes.includes(document.documentType ?? '')) &&
      (documentStatus === undefined || document.status === documentStatus),
  );
  return pageResponse(call, matching);
}

/** Handles `retrieveDocument`. */
export function retrieveDocument(call: Call): SandboxResponse {
  return { outcome: 'found', body: documentOf(call) };
}

/** Handles `updateDocument`: fields that were sent replace the stored ones, the others stay. */
export function updateDocument(call: Call): SandboxResponse {
  const document = documentOf(call);
  if (call.body.documentType !== document.documentType) {
    refuseInvalid([{ path: 'documentType', message: 'cannot be changed', errorCode: 'IMMUTABLE' }]);
  }
  refuseFutureIssue(call);
  const updatedAt = timeAfter(call.clock, document.updatedAt);
  const changed: Document = { ...document, ...call.body, updatedAt, updatedBy: actorOf(call) };
  call.account.documents.set(document.id, changed);
  return { outcome: 'updated', body: changed };
}

/** Handles `retrieveDocumentContentUrl`: there is no file behind the URL, and no document is ever scanned. */
export function retrieveDocumentContentUrl(call: Call): SandboxResponse {
  const { id, status } = documentOf(call);
  if (call.query.contentUrlType === 'DOWNLOAD' && status !== 'SCANNED') {
    const problem = { path: 'contentUrlType', message: 'the file is not scanned', errorCode: 'NOT_SCANNED' };
    throw new Refusal('conflict', [problem]);
  }
  return { outcome: 'found', body: contentUrl(id, call.query.contentUrlType === 'UPLOAD' ? 'PUT' : 'GET') };
}

function documentOf(call: Call): Document {
  return owned(call, ({ documents }) => documents.get(pathValue(call, 'documentId')));
}

/** The kind of a holder; undefined when no holder has the id. */
function holderKind(account: BusinessAccount, holderType: string, holderId: string): HolderKind | undefined {
  if (holderType === 'BUSINESS_ACCOUNT') return holderId === account.id ? 'business' : undefined;
  if (holderType === 'BENEFICIARY') return account.owners.has(holderId) ? 'person' : undefined;
  const customer = account.customers.get(holderId);
  if (!customer) return undefined;
  return customer.type === 'BUSINESS' ? 'business' : 'person';
}

function refuseMisfit(documentType: string, holder: HolderKind): void {
  if (!unfitTypes[holder].includes(documentType)) return;
  const problem = { path: 'documentType', message: 'is not for this holder', errorCode: 'WRONG_HOLDER' };
  throw new Refusal('unprocessable', [problem]);
}

/** Refuses an issuing date in the future: a day that has not begun in any time zone. */
function refuseFutureIssue({ body, clock }: Call): void {
  const today = isoTime(clock.now() + 14 * 3_600_000).slice(0, 10);
  if (textOf(body.issuingDate) <= today) return;
  refuseInvalid([{ path: 'issuingDate', message: 'must not be in the future', errorCode: 'INVALID_VALUE' }]);
}

function contentUrl(id: string, allowed: 'GET' | 'PUT'): JsonObject {
  return { value: `https://documents.sandbox.invalid/${id}`, allowed, expiresIn: 600 };
}
