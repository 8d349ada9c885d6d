import { isUtf8 } from 'node:buffer';
import { loweredLevel } from '../schema/certainty.ts';
import { byteOrderMark } from '../schema/json-text.ts';
import { covers, isJson } from '../schema/media-types.ts';
import type { DescribedResponse } from '../operations.ts';
import { headerOf, listed, type JudgedResponse, type Violation } from './violation.ts';
import { shown } from '../words.ts';

/** Content codings that requests offer. */
export const offeredCodings: readonly string[] = ['gzip', 'deflate', 'br'];

/** The violations of a response whose media type is not a described one, or whose body does not fit its media type. */
export function mediaTypeViolations(described: DescribedResponse, response: JudgedResponse): Violation[] {
  const types = described.mediaTypes;
  if (types.length === 0) return [];
  const at = { level: loweredLevel('MUST', described.certainty), source: described.pointer };
  const received = headerOf(response, 'content-type');
  const isOtherJson = response.status >= 400 && received !== undefined && isJson(received); // problem details, and the like
  if (received === undefined || !(isOtherJson || types.some((each) => covers(each, received)))) {
    const message = `content type must be ${listed(types)}, received ${received ?? 'none'}`;
    return [{ ...at, pointer: 'content-type', rule: 'content-type', message }];
  }
  const message = isJson(received) ? (codedOtherwise(response) ?? unlikeJson(response)) : undefined;
  return message === undefined ? [] : [{ ...at, pointer: '', rule: 'json', message }];
}

/** The message for a body that cannot be read because of a content coding that was not offered; undefined otherwise. */
function codedOtherwise({ body, garbledAt, headers }: JudgedResponse): string | undefined {
  const codings =
    headerOf({ headers }, 'content-encoding')
      ?.toLowerCase()
      .split(/\s*,\s*/) ?? [];
  const coding = codings.find((each) => !offeredCodings.includes(each) && each !== 'identity');
  if (coding === undefined || (body !== undefined && garbledAt === undefined)) return undefined;
  return `body must be in a content coding that was offered (${listed(offeredCodings)}), received ${shown(coding)}`;
}

/** Why a body is not JSON; undefined when it is. */
function unlikeJson({ body, display, garbledAt, text }: JudgedResponse): string | undefined {
  if (text.startsWith(byteOrderMark))
    return 'body must not begin with a byte order mark (RFC 8259, section 8.1), received one';
  if (garbledAt !== undefined)
    return `body must be JSON in UTF-8 (RFC 8259, section 8.1), received bytes that are not UTF-8, the first at ${String(garbledAt)}`;
  if (body !== undefined) return undefined;
  return `body must be JSON, received ${text === '' ? 'nothing' : shown(display)}`;
}

/** The index of the first byte that is not UTF-8; undefined when all bytes are. */
export function garbledPlace(bytes: Buffer, text: string): number | undefined {
  if (isUtf8(bytes)) return undefined;
  const readable = Buffer.from(text);
  return bytes.findIndex((byte, place) => byte !== readable[place]);
}
