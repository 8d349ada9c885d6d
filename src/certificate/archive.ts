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

/** Bytes that an archive may unpack to. */
export const mostBytes = 512 * 1024 * 1024;
/** Files that an archive may hold. */
export const mostFiles = 200;

/** Nothing of the machine that packs. */
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
 * The files of an archive: only plain files with plain relative names, each once, up to {@link mostFiles} and {@link mostBytes}, packed
 * as {@link pack} does. Says what is wrong with any other archive, in the words that follow its name.
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
  if (warnings.length > 0) return { problem: 'is damaged: what it holds is no tar archive' };
  const read = filesOf(entries);
  if ('problem' in read || tarOf(read.files).equals(inflated)) return read;
  return {
    problem:
      'is not packed as the suite packs one: beside its files it holds what one program shows and another does not',
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
  if (archive.length < 2 || archive.readUInt16BE(0) !== 0x1f8b) return 'is no gzip file';
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
    if (entry.type !== 'File') return { problem: `holds ${name}, which is no plain file` };
    if (!isPlain(entry.path)) return { problem: `holds a file with the name ${name}, which leads elsewhere` };
    if (isTaken(entry.path, Object.keys(files)))
      return { problem: `holds ${name} twice, or beside a name that some file systems take for the same` };
    files[entry.path] = Buffer.concat(chunks);
  }
  return { files };
}

/** Whether a file system may take a name for one of others: letters of another case, a folder and a file. */
function isTaken(name: string, others: readonly string[]): boolean {
  const own = name.toLowerCase();
  return others.some((each) => {
    const other = each.toLowerCase();
    return other === own || other.startsWith(`${own}/`) || own.startsWith(`${other}/`);
  });
}

/** At most one folder deep, of letters, digits, hyphens, underscores and inner dots. */
function isPlain(name: string): boolean {
  return /^(?:\w[\w-]*\/)?\w[\w-]*(?:\.[\w-]+)*$/.test(name) && !/^(?:__proto__|constructor)$/.test(name);
}

/** Writes the files of an archive into a new folder of its own, for its caller to remove. */
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
