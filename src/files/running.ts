import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';

/** A process as it is recorded in a file, so that other processes can find out whether it still runs. */
export interface Runner {
  host: string;
  /** The boot id of its kernel, which containers share (Linux). On other systems the host identifies it, and `start` is a date and time. */
  boot?: string | undefined;
  /** Its PID namespace (Linux): in another namespace the same id is another process. */
  namespace?: string | undefined;
  pid: number;
  /** When it started, in the units of its system. */
  start?: string | undefined;
  /** The name of the socket that it listens on, if it could open one. */
  socket?: string | undefined;
}

/** Whether a process still runs; uncertain when this process cannot determine it. */
export type Standing = 'running' | 'ended' | 'uncertain';

/** This process as it is recorded for others, and a function that closes its socket. */
export interface Claim {
  runner: Runner;
  release: () => void;
}

/** The traces that a process leaves while it runs. */
export interface Traces {
  /** The folder of its socket. */
  folder: string;
  /** The time of its last write, in milliseconds since 1970. */
  writtenAt: number;
}

/** The longest time between two writes of a run, in milliseconds. */
const longestSilence = 3_600_000;
/** The maximum length in bytes of the address of a socket on every system (unix(7)); Node.js 20 cuts off a longer one. */
const longestAddress = 103;

/**
 * Makes this process listen on a socket in a folder until it ends, so that others can see that it runs. The kernel closes a socket with
 * its process, however that ends, and every container that shares the folder can connect to it. Node.js has no flock, and the lock of a
 * library (a folder and a heartbeat) outlives a killed process and is lost by a suspended one. On a file system without sockets, the
 * start of the process identifies it.
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
 * Returns whether a recorded process still runs. A process of another kernel, or of an older release that recorded only its id, may be
 * uncertain; an uncertain process that has written nothing for an hour counts as ended.
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

/** Returns the JSON in a file, or its text when that is not JSON; undefined when the file cannot be read. */
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

/** Whether a recorded process is this one. */
export function isThisProcess(written: unknown): boolean {
  const own = thisProcess();
  const members = ['boot', 'namespace', 'pid', 'start'] as const;
  return isRunner(written) && members.every((name) => written[name] === own[name]);
}

/** Returns the name of a recorded process in messages. */
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

/** Returns whether a process of this PID namespace still runs, since its id may have been reused. Uncertain when its start is unknown. */
function standingHere({ boot, pid, start }: Runner): Standing {
  if (isGone(pid)) return 'ended';
  const isOwn = linkOf('/proc/self') === String(process.pid); // otherwise /proc is of another PID namespace
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
  /** Whether it is a zombie: it has ended, and its parent has not yet waited for it. */
  hasEnded: boolean;
}

/** Reads a process from /proc on Linux (proc_pid_stat(5)): its name, in parentheses, may hold any character. */
function seenIn(file: string): Seen | undefined {
  const [state, ...others] =
    textOf(file)
      ?.replace(/^.*\) /s, '')
      .split(' ') ?? [];
  const start = others[18]; // the 22nd of all, in clock ticks since the boot
  return state === undefined || start === undefined ? undefined : { start, hasEnded: /[ZX]/.test(state) };
}

/** Reads a process with ps(1) on other POSIX systems; `start` is a date and time. */
function seenByPs(pid: number): Seen | undefined {
  const options = { env: { LC_ALL: 'C', TZ: 'UTC' }, encoding: 'utf8' } as const;
  const { stdout } = spawnSync('/bin/ps', ['-o', 'stat=,lstart=', '-p', String(pid)], options);
  const [, state = '', start] = /^\s*(\S+)\s+(\S.*?)\s*$/.exec(stdout) ?? [];
  return start === undefined ? undefined : { start, hasEnded: state.startsWith('Z') };
}

/** Returns whether a process listens on a socket. A missing socket is uncertain, since another program may have removed it. */
async function standingOfSocket(address: string): Promise<Standing> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return 'running';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EAGAIN') return 'running'; // its queue of connections is full
    return code === 'ECONNREFUSED' ? 'ended' : 'uncertain';
  } finally {
    socket.destroy();
  }
}

/** Returns the address of a socket: the shorter of its absolute and relative paths, since an address has about 100 bytes. */
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
