import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { parsedJson } from '../../../src/contract/validation/violations.ts';
import type { JudgedResponse } from '../../../src/contract/validation/violation.ts';

/** A request to a sandbox. */
export interface PlainRequest {
  method: string;
  /** Path and query. */
  target: string;
  authorization?: string | undefined;
  body?: string | undefined;
  type?: string | undefined;
}

/** The response: headers in their original spelling, the text decompressed. */
export type PlainResponse = JudgedResponse;

/** Sends one request to a sandbox and reads the response completely. */
export function plainResponse(url: string, sent: PlainRequest): Promise<PlainResponse> {
  const { method, target, authorization, body, type = 'application/json' } = sent;
  const headers = {
    'accept-encoding': 'gzip',
    ...(body !== undefined && { 'content-type': type }),
    ...(authorization !== undefined && { authorization }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url + target, { method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const { rawHeaders, statusCode: status = 0 } = incoming;
        const names = rawHeaders.filter((_, index) => index % 2 === 0);
        const bytes = Buffer.concat(chunks);
        const isZipped = incoming.headers['content-encoding'] === 'gzip';
        const text = (isZipped ? gunzipSync(bytes) : bytes).toString('utf8');
        const pairs = names.map((name, index): [string, string] => [name, rawHeaders[index * 2 + 1] ?? '']);
        const parsed = parsedJson(text);
        resolve({ status, headers: pairs, text, body: parsed, display: parsed ?? text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
