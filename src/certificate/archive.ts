import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { create, list, type ReadEntry } from 'tar';
import { markOf } from '../files/marks.ts';
import { createFile, makeFolder, replaceFile } from '../files/write.ts';
import { sha256 } from './part-digests.ts';
import type { Resource } from './statement.ts';

/** Files of an archive, by their names in it. */
export type ArchiveFiles = Record<string, string | Buffer>;

/** The most bytes that an archive may unpack to. */
export const mostBytes = 512 * 1024 * 1024;
/** The most files that an archive may hold. */
export const mostFiles = 200;

/** Options that keep data of this machine out of an archive. */
const packing = { portable: true, mtime: new Date(0) };

/** Writes files as an archive (tar, gzip): the same files make the same bytes. */
export async function pack(files: ArchiveFiles, archive: string): Promise<void> {
  const folder = written(files);
  try {
    const options = { ...packing, gzip: true, cwd: folder };
    const packed = await create(options, Object.keys(files).sort()).concat();
    replaceFile(archive, packed, { mark: markOf('evidence.tar.gz') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files, each with its digest, in the order of their names. */
export function resourcesOf(files: ArchiveFiles): Resource[] {
  const names = Object.keys(files).sort();
  return names.map((name) => ({ name, digest: { sha256: sha256(files[name] ?? '') } }));
}

/**
 * The files of an archive that holds only regular files with plain relative names, each once, up to {@link mostFiles} and
 * {@link mostBytes}, packed as {@link pack} does; of any other archive what is wrong with it, in words that follow its name.
 */
export function unpacked(archive: Buffer): { files: ArchiveFiles } | { problem: string } {
  const inflated = inflate(archive);
  if (typeof inflated === 'string') return { problem: inflated };
  const entries: { entry: ReadEntry; chunks: Buffer[] }[] = [];
  const warnings: string[] = [];
  const reader = list({
    sync: true,
    noResume: true,
    onwarn: (_, message) => void warnings.push(message),
    onReadEntry: (entry) => {
      const chunks: Buffer[] = [];
      entries.push({ entry, chunks });
      entry.on('data', (chunk) => void chunks.push(Buffer.from(chunk)));
    },
  });
  reader.end(inflated);
  if (warnings.length > 0) return { problem: 'is damaged: its content is not a tar archive' };
  const read = filesOf(entries);
  if ('problem' in read || tarOf(read.files).equals(inflated)) return read;
  return {
    problem:
      'is not packed as the suite packs one: besides its files it holds data that some programs show and others do not',
  };
}

/** The files as a tar archive: the same files make the same bytes. */
function tarOf(files: ArchiveFiles): Buffer {
  const folder = written(files);
  try {
    return (
      create({ ...packing, sync: true, cwd: folder }, Object.keys(files).sort()).read() ?? Buffer.alloc(0)
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inflate(archive: Buffer): Buffer | string {
  if (archive.length < 2 || archive.readUInt16BE(0) !== 0x1f8b) return 'is not a gzip file';
  try {
    return gunzipSync(archive, { maxOutputLength: mostBytes });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return `unpacks to more than ${String(mostBytes / 1024 / 1024)} MB`;
    return code === 'Z_BUF_ERROR'
      ? 'is cut off: its end is missing'
      : 'is damaged: its gzip checksum is wrong';
  }
}

function filesOf(entries: readonly { entry: ReadEntry; chunks: Buffer[] }[]): ReturnType<typeof unpacked> {
  if (entries.length > mostFiles) return { problem: `holds more than ${String(mostFiles)} files` };
  const files: ArchiveFiles = {};
  for (const { entry, chunks } of entries) {
    const name = JSON.stringify(entry.path.slice(0, 100));
    if (entry.type !== 'File') return { problem: `holds ${name}, which is not a regular file` };
    if (!isPlain(entry.path)) return { problem: `holds ${name}, which is not a plain relative name` };
    if (isTaken(entry.path, Object.keys(files)))
      return { problem: `holds ${name} twice, or another name that some file systems treat as the same` };
    files[entry.path] = Buffer.concat(chunks);
  }
  return { files };
}

/** Whether a file system may treat a name like one of others: in other letter case, or a folder where the other is a file. */
function isTaken(name: string, others: readonly string[]): boolean {
  const own = name.toLowerCase();
  return others.some((each) => {
    const other = each.toLowerCase();
    return other === own || other.startsWith(`${own}/`) || own.startsWith(`${other}/`);
  });
}

/** Whether a name is at most one folder deep, of letters, digits, hyphens, underscores and inner dots. */
function isPlain(name: string): boolean {
  return /^(?:\w[\w-]*\/)?\w[\w-]*(?:\.[\w-]+)*$/.test(name) && !/^(?:__proto__|constructor)$/.test(name);
}

/** Writes the files of an archive into a new temporary folder and returns its path. The caller removes it. */
export function written(files: ArchiveFiles): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-evidence-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      makeFolder(path.dirname(path.join(folder, name)));
      createFile(path.join(folder, name), content);
    }
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
