import { constants, gunzipSync } from 'node:zlib';

/** Returns whether the beginning of a file shows that this suite wrote it, in release 0.1.0 or later. */
export type Mark = (beginning: string) => boolean;

const begins = (shape: RegExp): Mark => shape.test.bind(shape);

const policy = String.raw`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[^"]+">`;
const page = String.raw`^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n${policy}\n<meta name="viewport"[^>]*>\n<title>`;

/** The mark of an evidence log. */
export const evidenceMark = begins(
  /^\{"kind":"(?:exchange|finding|check|leftover|observation|sharing|target|plan|end)","test":"/,
);

/** The mark of an Allure result file of a test of this suite. */
export const resultMark = begins(
  /^\{"uuid":"(?=[\s\S]*\{"name":"framework","value":"playwright"\})(?=[\s\S]*\{"name":"epic","value":"RocketKOR Customer API"\})/,
);

/** The mark of the ledger of a run. */
export const ledgerMark = begins(/^\{"kind":"run","run":"/);

/** The marks of the suite's files, by file name: content that each format has had since its first release, and that no other program writes. */
const marks: Record<string, Mark> = {
  '.running': begins(/^(?:\d+$|\{"host":)/),
  '.preflight.ndjson': evidenceMark,
  '.last-run.json': begins(/^\{"suite":"rocketkor-conformance"/),
  'evidence.ndjson': evidenceMark,
  'exploration.ndjson': evidenceMark,
  'conformance.html': begins(new RegExp(`${page}(?:PASSED|FAILED|INCOMPLETE): `)),
  'conformance.json': begins(/^\{\s*"schemaVersion":\s*\d+,\s*"suite":\s*"rocketkor-conformance /),
  'junit.xml': begins(
    /^<\?xml [^>]*>\n<testsuites name="[^"]*" tests="\d+" [^>]*>\n *<testsuite [^>]*>\n *<properties>\n *<property name="target" value="[^"]*"\/>\n *<property name="seed" value="[^"]*"\/>\n *<\/properties>\n *<testcase classname="[^"]*" name="[A-Z]{3}-\d{3} (?:MUST|SHOULD|MAY) /,
  ),
  'environment.properties': begins(/^Target=[^\n]*\n(?:[^\n]*\n)*Suite=rocketkor-conformance /),
  'allure.html': begins(
    /<meta http-equiv="Content-Security-Policy" content="default-src 'unsafe-inline' data: blob:">\s*<script>\s*const asked = new AbortController\(\)/,
  ),
  'allure-history.jsonl': begins(/^\{"uuid":"[^\n]*\{"name":"_run","value":"/),
  'certificate.intoto.jsonl': (beginning) =>
    /"https:\/\/rocketkor-conformance\.example\/certificate\/v\d+"/.test(payloadIn(beginning)),
  'certificate.html': begins(new RegExp(`${page}(?:DEMO: )?Certificate of conformance, `)),
  'evidence.tar.gz': (beginning) =>
    /^conformance\.json\0[\s\S]{495}\{\s*"schemaVersion":/.test(inflated(beginning)),
  'proof.ndjson': begins(/^[0-9a-f]{64}\n/),
  'proof.md': begins(/^# What the suite catches, measured\n/),
  'proof-tables.md': begins(/^# What the suite catches, in full\n/),
  'types.ts': begins(/^\/\/ [0-9a-f]{16} [0-9a-f]{16}\n/),
};

/** Returns the mark of the suite's files of this name. Throws a `TypeError` when the suite writes no file of this name. */
export function markOf(name: string): Mark {
  const mark = marks[name];
  if (!mark) throw new TypeError(`the suite writes no file called ${name}`);
  return mark;
}

/** Returns the signed statement in the beginning of a bundle, as far as it is included. */
function payloadIn(bundle: string): string {
  const [, payload = ''] =
    /^\{"mediaType":"application\/vnd\.dev\.sigstore\.bundle[\s\S]*?"payload":"([\w+/]*)/.exec(bundle) ?? [];
  return Buffer.from(payload, 'base64').toString('latin1');
}

/** Returns the decompressed beginning of a gzip file; empty when it is not one. */
function inflated(beginning: string): string {
  try {
    const bytes = Buffer.from(beginning.slice(0, 4096), 'latin1');
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
  } catch {
    return '';
  }
}
