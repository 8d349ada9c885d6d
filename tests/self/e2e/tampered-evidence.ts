import { randomBytes } from 'node:crypto';
import { gzipSync, gunzipSync } from 'node:zlib';
import { inLog, inReport, inSetup, swapped } from './evidence-edits.ts';
import type { Tampering } from './bundle-edits.ts';

/** Evidence that differs from what was signed. */
export const tamperedEvidence: readonly Tampering[] = [
  {
    name: 'the archive is cut off',
    hand: ({ archive }) => ({ archive: archive.subarray(0, archive.length - 1000) }),
    refusal: /archive: .*it is cut off/,
  },
  {
    name: 'a byte of the archive is flipped',
    hand: ({ archive }) => {
      const copy = Buffer.from(archive);
      copy.writeUInt8(copy.readUInt8(copy.length - 6) ^ 1, copy.length - 6);
      return { archive: copy };
    },
    refusal: /archive: +not the archive that was signed: it is damaged/,
  },
  {
    name: 'the archive is another file',
    hand: () => ({ archive: randomBytes(5000).fill('x', 0, 2) }),
    refusal: /archive: .*it is not a gzip file/,
  },
  {
    name: 'the same files are packed again',
    hand: ({ archive }) => ({ archive: gzipSync(gunzipSync(archive), { level: 1 }) }),
    refusal: /archive: .*the same files packed again/,
  },
  {
    name: 'an exchange is edited',
    hand: (certified) => swapped(certified, inLog('"status":201', '"status":200')),
    refusal: /archive: .*evidence\.ndjson was edited/,
  },
  {
    name: 'a verdict in the evidence is edited',
    hand: (certified) =>
      swapped(
        certified,
        inReport((each) => (each.exitCode = 1)),
      ),
    refusal: /archive: .*conformance\.json was edited/,
  },
  {
    name: 'a file is added',
    hand: (certified) => swapped(certified, (files) => (files['notes.txt'] = 'endorsed')),
    refusal: /archive: .*notes\.txt was added/,
  },
  {
    name: 'a file is taken away',
    hand: (certified) => swapped(certified, (files) => delete files['waivers.yaml']),
    refusal: /archive: .*waivers\.yaml was taken away/,
  },
  {
    name: 'the evidence is of another run',
    hand: (certified) => swapped(certified, inSetup({ runId: 'another' })),
    refusal: /archive: +the evidence of another run: of "another"/,
  },
];
