import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';

/** A process as it is written down for others, who may have to know whether it still runs. */
export interface Runner {
  host: string;
  /** The boot of its kernel, which containers share (Linux). Elsewhere the host has to tell, and `start` is a time of day. */
  boot?: string | undefined;
  /** Its PID namespace (Linux): in another one the same id is another process. */
  namespace?: string | undefined;
  pid: number;
  /** When it started, as its system counts. */
  start?: string | undefined;
  /** The name of the socket that it listens on, where it can. */
  socket?: string | undefined;
}

/** Whether a process goes on; uncertain where nothing here can tell. */
export type Standing = 'running' | 'ended' | 'uncertain';

/** This process as others are to know it, and what ends its claim to be running. */
export interface Claim {
  runner: Runner;
  release: () => void;
}

/** What a process leaves while it runs. */
export interface Traces {
  /** Where its socket is. */
  folder: string;
  /** Milliseconds since 1970 at which it wrote last. */
  writtenAt: number;
}

/** Milliseconds in which every run writes something. */
const longestSilence = 3_600_000;
/** Bytes of the address of a socket on every system (unix(7)); Node.js 20 cuts a longer one off. */
const longestAddress = 103;

/**
 * Has this process listen on a socket in a folder, until it ends, so that others can tell that it runs. A socket, since the kernel
 * gives it up with the process, however that ends, and it is reached from every container that shares the folder: Node.js has no flock,
 * and the lock of a library (a folder and a heartbeat) outlives a killed process and is lost by one that was suspended. Where the file
 * system has no sockets, the start of the process has to tell.
 */
export async function claimed(folder: string): Promise<Claim> {
  const runner = thisProcess();
  const socket = `.${randomUUID().slice(0, 8)}.sock`;
  const address = addressOf(folder, socket);
  if (Buffer.byteLength(address) > longestAddress) return { runner, release: () => undefined };
  const server = createServer((other) => other.destroy()).unref();
  const isListening = await once(server.listen(address), 'listening').then(
    () => true,
    () => false,
  );
  return { runner: { ...runner, ...(isListening && { socket }) }, release: () => void server.close() }; // removes the socket
}

/**
 * Whether a process that was written down goes on. What nothing here tells of is uncertain, such as a process of another kernel or of
 * an older release, which wrote its id alone; when it has written nothing for an hour it has ended.
 */
export async function standingOf(written: unknown, { folder, writtenAt }: Traces): Promise<Standing> {
  const standing = isRunner(written) ? await standingOnKernel(written, folder) : 'uncertain';
  return standing === 'uncertain' && Date.now() - writtenAt > longestSilence ? 'ended' : standing;
}

async function standingOnKernel(written: Runner, folder: string): Promise<Standing> {
  const here = thisProcess();
  const isSameKernel = here.boot === written.boot && (here.boot !== undefined || here.host === written.host);
  if (!isSameKernel) return 'uncertain';
  const own = here.namespace === written.namespace ? standingHere(written) : 'uncertain';
  if (own !== 'uncertain' || written.socket === undefined) return own;
  return standingOfSocket(addressOf(folder, written.socket));
}

/** What is written down in a file; undefined where there is none. */
export function writtenIn(file: string): unknown {
  const text = textOf(file);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Removes the socket of a process that has ended. */
export function removeSocket(written: unknown, folder: string): void {
  if (isRunner(written) && written.socket !== undefined)
    rmSync(path.join(folder, written.socket), { force: true });
}

/** Whether what was written down is this process. */
export function isThisProcess(written: unknown): boolean {
  const own = thisProcess();
  const members = ['boot', 'namespace', 'pid', 'start'] as const;
  return isRunner(written) && members.every((name) => written[name] === own[name]);
}

/** A process that was written down, as a message names it. */
export function runnerText(written: unknown): string {
  if (isRunner(written)) return `process ${String(written.pid)} on ${written.host}`;
  return typeof written === 'number' ? `process ${String(written)}` : 'its process';
}

function isRunner(written: unknown): written is Runner {
  if (typeof written !== 'object' || written === null) return false;
  const { host, boot, namespace, pid, start, socket } = written as Record<keyof Runner, unknown>;
  const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
  const isSocket =
    socket === undefined || (typeof socket === 'string' && /^\.[0-9a-f]{8}\.sock$/.test(socket));
  const isProcess = typeof host === 'string' && Number.isInteger(pid) && Number(pid) > 0;
  return isProcess && isSocket && [boot, namespace, start].every(isText);
}

function thisProcess(): Runner {
  const boot = textOf('/proc/sys/kernel/random/boot_id');
  return {
    ...{ host: hostname(), boot, namespace: boot && linkOf('/proc/self/ns/pid'), pid: process.pid },
    start: (boot === undefined ? seenByPs(process.pid) : seenIn('/proc/self/stat'))?.start,
  };
}

/** Whether a process of this PID namespace goes on: the same id may be another's by now. Uncertain where that cannot be seen. */
function standingHere({ boot, pid, start }: Runner): Standing {
  if (isGone(pid)) return 'ended';
  const isOwn = linkOf('/proc/self') === String(process.pid); // or /proc is that of another PID namespace
  const seen = boot === undefined ? seenByPs(pid) : isOwn ? seenIn(`/proc/${String(pid)}/stat`) : undefined;
  if (!seen || start === undefined) return 'uncertain';
  return !seen.hasEnded && seen.start === start ? 'running' : 'ended';
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

interface Seen {
  start: string;
  /** Whether it is a zombie: it has ended, and nobody has asked how. */
  hasEnded: boolean;
}

/** A process as Linux shows it (proc_pid_stat(5)): its name, in parentheses, may hold anything. */
function seenIn(file: string): Seen | undefined {
  const [state, ...others] =
    textOf(file)
      ?.replace(/^.*\) /s, '')
      .split(' ') ?? [];
  const start = others[18]; // the 22nd of all, in clock ticks since the boot
  return state === undefined || start === undefined ? undefined : { start, hasEnded: /[ZX]/.test(state) };
}

/** A process as POSIX shows it, with the time of day at which it started. */
function seenByPs(pid: number): Seen | undefined {
  const options = { env: { LC_ALL: 'C', TZ: 'UTC' }, encoding: 'utf8' } as const;
  const { stdout } = spawnSync('/bin/ps', ['-o', 'stat=,lstart=', '-p', String(pid)], options);
  const [, state = '', start] = /^\s*(\S+)\s+(\S.*?)\s*$/.exec(stdout) ?? [];
  return start === undefined ? undefined : { start, hasEnded: state.startsWith('Z') };
}

/** Whether anybody listens at the address of a socket. One that is not there was removed by somebody, so that it tells nothing. */
async function standingOfSocket(address: string): Promise<Standing> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return 'running';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EAGAIN') return 'running'; // it has been asked more often than it has had time for
    return code === 'ECONNREFUSED' ? 'ended' : 'uncertain';
  } finally {
    socket.destroy();
  }
}

/** The address of a socket: the shorter of its two paths, since there is room for about a hundred bytes. */
function addressOf(folder: string, name: string): string {
  const file = path.resolve(folder, name);
  const relative = path.relative(process.cwd(), file);
  return relative.length < file.length ? relative : file;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function linkOf(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
