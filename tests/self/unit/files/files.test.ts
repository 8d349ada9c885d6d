import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { FileError } from '../../../../src/files/file-error.ts';
import { evidenceMark } from '../../../../src/files/marks.ts';
import { assertFree, folderObstacle, isOurs, obstacle, removeOurs } from '../../../../src/files/ours.ts';
import {
  createFile,
  makeFolders,
  openToAppend,
  replaceFile,
  replaceFiles,
} from '../../../../src/files/write.ts';

const ours = '{"kind":"finding","test":"a"}\n';
const theirs = 'a canary of somebody else\n';

/** A folder with a foreign file and a foreign folder, and the path for a file of the suite in it. */
function place(): { folder: string; name: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-files-'));
  writeFileSync(path.join(folder, 'theirs'), theirs);
  mkdirSync(path.join(folder, 'their folder'));
  return { folder, name: path.join(folder, 'evidence.ndjson') };
}

/** What may be at the path of a file of the suite: how to create it, why it is refused, and how to see that it is unchanged. */
const strangers: [what: string, put: (name: string) => void, why: RegExp, look: (name: string) => string][] =
  [
    [
      'a link to a file',
      (name) => symlinkSync('theirs', name),
      /^is a link, where a file is needed$/,
      readlinkSync,
    ],
    [
      'a link to a file of the suite',
      (name) => {
        writeFileSync(path.join(name, '../evidence'), ours);
        symlinkSync('evidence', name);
      },
      /^is a link/,
      (name) => readlinkSync(name) + readFileSync(name, 'utf8'),
    ],
    ['a link that leads nowhere', (name) => symlinkSync('nowhere', name), /^is a link/, readlinkSync],
    [
      'a link to a folder',
      (name) => symlinkSync('their folder', name),
      /^is a link/,
      (name) => String(readdirSync(name)),
    ],
    [
      'a folder',
      (name) => mkdirSync(path.join(name, 'a'), { recursive: true }),
      /^is a folder, where a file is needed$/,
      (name) => String(readdirSync(name)),
    ],
    [
      'a pipe',
      (name) => execFileSync('mkfifo', [name]),
      /^is a device, pipe or socket, where a file/,
      (name) => String(lstatSync(name).isFIFO()),
    ],
    [
      'a file of another program',
      (name) => writeFileSync(name, theirs),
      /^was not written by this suite$/,
      (name) => readFileSync(name, 'utf8'),
    ],
  ];

describe('a path with foreign content', () => {
  for (const [what, put, why, look] of strangers)
    test(`is refused, and left unchanged: ${what}`, () => {
      const { folder, name } = place();
      put(name);
      const before = [look(name), readdirSync(folder)];

      assert.match(obstacle(name) ?? '', why);
      const ways = [
        () => removeOurs(name),
        () => replaceFile(name, ours),
        () => createFile(name, ours),
        () => openToAppend(name, { mark: evidenceMark }),
      ];
      for (const way of ways) assert.throws(way, FileError);
      assert.deepEqual([look(name), readdirSync(folder)], before);
      assert.equal(readFileSync(path.join(folder, 'theirs'), 'utf8'), theirs);
    });

  test('is reported with every other such path', () => {
    const { folder, name } = place();
    writeFileSync(name, theirs);
    symlinkSync('their folder', path.join(folder, 'allure-results'));
    const names = [name, path.join(folder, 'allure-results'), path.join(folder, 'junit.xml')] as const;
    const told = [obstacle(names[0]), folderObstacle(names[1]), obstacle(names[2])];

    assert.throws(
      () => {
        assertFree(names.map((each, index) => [each, told[index]] as const));
      },
      {
        message: `This suite does not replace what it did not write, and needs these names for its own files:\n\n  ${names[0]} was not written by this suite\n  ${names[1]} is a link, where a folder is needed\n\nMove it away, or give it another name.`,
      },
    );
  });

  test('is never a folder of the suite if it is a link, a file or below one', () => {
    const { folder } = place();
    symlinkSync('their folder', path.join(folder, '.kor'));

    assert.throws(() => makeFolders(folder, ['.kor', 'ledger']), /\.kor is a link, where a folder is needed/);
    assert.throws(
      () => makeFolders(folder, ['theirs', 'ledger']),
      /theirs is a file, where a folder is needed/,
    );
    assert.match(obstacle(path.join(folder, 'theirs', 'junit.xml')) ?? '', /parent that is not a folder$/);
    assert.deepEqual(readdirSync(path.join(folder, 'their folder')), []);
  });
});

describe('a file of the suite', () => {
  test('is replaced only under its own name, whatever other hard link it has', () => {
    const { folder, name } = place();
    const other = path.join(folder, 'other');
    writeFileSync(name, ours);
    linkSync(name, other);
    replaceFile(name, `${ours}${ours}`);

    assert.equal(readFileSync(other, 'utf8'), ours);
    assert.equal(readFileSync(name, 'utf8'), `${ours}${ours}`);
  });

  test('is recognised when it is empty, and when it is read-only', () => {
    const { name } = place();
    writeFileSync(name, '');
    assert.ok(isOurs(name));
    writeFileSync(name, ours, { mode: 0o444 });
    removeOurs(name);

    assert.equal(isOurs(name), false);
  });

  test('is written with all others or not at all, without partial files', () => {
    const { folder, name } = place();
    const page = path.join(folder, 'junit.xml');
    mkdirSync(page);
    assert.throws(() => replaceFiles({ [name]: ours, [page]: '<x/>' }), /junit\.xml is a folder/);
    const gone = path.join(folder, 'gone', 'junit.xml');
    assert.throws(
      () => replaceFiles({ [name]: ours, [gone]: '<x/>' }),
      /could not be written: its folder does not exist \(ENOENT\)/,
    );

    assert.deepEqual(readdirSync(folder), ['junit.xml', 'their folder', 'theirs']);
  });

  test('is appended line by line, and readable only by its owner if requested', () => {
    const { name } = place();
    const log = openToAppend(name, { mode: 0o600 });
    log.append(ours);
    log.append(ours);
    log.close();

    assert.equal(readFileSync(name, 'utf8'), ours + ours);
    assert.equal(statSync(name).mode & 0o777, 0o600);
  });
});
