import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as elapsed } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Header, type HeaderData } from 'tar';
import { mostFiles, pack, unpacked } from '../../../../src/certificate/archive.ts';

const problemIn = (archive: Buffer): string => {
  const read = unpacked(archive);
  return 'problem' in read ? read.problem : 'none';
};

/** A tar entry with any header and content. */
function entry(of: HeaderData, content = ''): Buffer {
  const header = Buffer.alloc(512);
  const size = Buffer.byteLength(content);
  new Header({ type: 'File', size, mode: 0o644, mtime: new Date(0), ...of }).encode(header);
  const body = Buffer.alloc(Math.ceil(size / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

const end = Buffer.alloc(1024);
const archiveOf = (...blocks: Buffer[]): Buffer => gzipSync(Buffer.concat([...blocks, end]));
const named = (...names: string[]): Buffer => archiveOf(...names.map((name) => entry({ path: name })));

/** An extended header (POSIX pax) about the next entry, or about all. */
function extended(type: 'ExtendedHeader' | 'GlobalExtendedHeader', name: string, value: string): Buffer {
  const record = ` ${name}=${value}\n`;
  const length = [1, 2, 3].find((digits) => String(record.length + digits).length === digits) ?? 0;
  return entry({ path: 'PaxHeader/x', type }, `${String(record.length + length)}${record}`);
}

async function packed(files: Record<string, string | Buffer>): Promise<Buffer> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'kor-pack-')), 'a.tar.gz');
  await pack(files, file);
  return readFileSync(file);
}

describe('an evidence archive', () => {
  const files = {
    'run.json': '{}',
    'overlays/1-a.yaml': 'ü: 1\n',
    [`overlays/2-${'b'.repeat(200)}.yaml`]: '',
    'evidence.ndjson': Buffer.alloc(300_000, 'ab'),
  };

  test('has the same bytes for the same files, and contains them', async () => {
    const first = await packed(files);
    await elapsed(1100);
    const read = unpacked(first);

    assert.ok(first.equals(await packed(files)));
    assert.ok('files' in read, problemIn(first));
    assert.deepEqual(
      Object.fromEntries(Object.entries(read.files).map(([name, content]) => [name, String(content)])),
      Object.fromEntries(Object.entries(files).map(([name, content]) => [name, String(content)])),
    );
  });

  const hostile: [title: string, archive: Buffer, problem: RegExp][] = [
    ['climbs', named('../x'), /not a plain relative name/],
    ['is absolute', named('/etc/x'), /not a plain relative name/],
    ['has a drive', named('C:/x'), /not a plain relative name/],
    ['has a backslash', named(String.raw`..\x`), /not a plain relative name/],
    ['is hidden', named('.npmrc'), /not a plain relative name/],
    ['is deep', named('a/b/c'), /not a plain relative name/],
    ['steers a terminal', named('a\u001b[2J'), /"a\\u001b\[2J", which is not a plain relative name/],
    ['is the prototype of everything', named('__proto__'), /not a plain relative name/],
    ['is there twice', named('run.json', 'run.json'), /"run\.json" twice/],
    ['is there in other letters', named('run.json', 'Run.JSON'), /"Run\.JSON" twice, or another name/],
    ['is a folder of another, too', named('a', 'a/b'), /"a\/b" twice, or another name/],
    ['has another as its folder', named('a/b', 'a'), /"a" twice, or another name/],
    ['is a folder', archiveOf(entry({ path: 'a/', type: 'Directory' })), /not a regular file/],
    ['is a link', archiveOf(entry({ path: 'a', type: 'Link', linkpath: 'b' })), /not a regular file/],
    [
      'is a symbolic link',
      archiveOf(entry({ path: 'a', type: 'SymbolicLink', linkpath: '/etc/passwd' })),
      /not a regular file/,
    ],
    ['is a device', archiveOf(entry({ path: 'a', type: 'CharacterDevice' })), /not a regular file/],
    ['is a pipe', archiveOf(entry({ path: 'a', type: 'FIFO' })), /not a regular file/],
    [
      'is of an old kind',
      archiveOf(entry({ path: 'a', type: 'ContiguousFile' })),
      /not a regular file|not packed/,
    ],
    [
      'has too many others beside it',
      named(...Array.from({ length: mostFiles + 1 }, (_, at) => `f${String(at)}`)),
      /more than 200 files/,
    ],
    [
      'is in no archive',
      gzipSync('plain text that is long enough to be a header of tar'.repeat(20)),
      /damaged/,
    ],
    [
      'has another name in a second header',
      archiveOf(extended('ExtendedHeader', 'path', '../x'), entry({ path: 'a' })),
      /not a plain relative name/,
    ],
    [
      'links elsewhere by a second header',
      archiveOf(extended('ExtendedHeader', 'linkpath', '/etc/passwd'), entry({ path: 'a' })),
      /not packed as the suite packs/,
    ],
    [
      'has a comment that no reader shows',
      archiveOf(extended('GlobalExtendedHeader', 'comment', 'audited'), entry({ path: 'a' })),
      /not packed as the suite packs/,
    ],
    ['can be run', archiveOf(entry({ path: 'a', mode: 0o4755 })), /not packed as the suite packs/],
    [
      'has an owner',
      archiveOf(entry({ path: 'a', uid: 0, gid: 0, uname: 'root', gname: 'root' })),
      /not packed as the suite packs/,
    ],
    ['has a time', archiveOf(entry({ path: 'a', mtime: new Date(5000) })), /not packed as the suite packs/],
    ['is after one that it should precede', named('b', 'a'), /not packed as the suite packs/],
    [
      'has something behind its end',
      archiveOf(Buffer.concat([entry({ path: 'a' }, 'x').fill('y', 600)])),
      /not packed as the suite packs/,
    ],
    [
      'has another archive behind it',
      gzipSync(Buffer.concat([entry({ path: 'a' }), end, entry({ path: 'b' }), end])),
      /not packed as the suite packs/,
    ],
    ['has nothing behind it', gzipSync(entry({ path: 'a' })), /not packed as the suite packs|damaged/],
  ];
  for (const [title, archive, problem] of hostile)
    test(`with a file that ${title} is refused`, () => {
      assert.match(problemIn(archive), problem);
    });

  test('is refused if it is larger than it says, or truncated within a file', async () => {
    const tar = gunzipSync(await packed(files));

    for (const length of [1, 511, 512, 700, tar.length - 1024, tar.length - 1])
      assert.notEqual(problemIn(gzipSync(tar.subarray(0, length))), 'none', `of ${String(length)} bytes`);
  });
});
