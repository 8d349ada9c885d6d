import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as elapsed } from 'node:timers/promises';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { copyOfProject, runIn } from '../../../src/proof/removal/removal.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { newKeyPair } from '../../../src/certificate/keys.ts';

/** The certificate of a target that breaks two MUST, issued with a suite that was patched to let that pass. */
export interface LenientRun {
  text: string;
  archive: Buffer;
  privateKey: KeyObject;
  publicKey: string;
  /** The exit code of the command that certified it. */
  exitCode: number | null;
  output: string;
}

/** How many days the issuer's clock is slow. */
export const slowness = 30;

const clock = `
const { Date: Real } = globalThis;
const now = (): number => Real.now() - ${String(slowness)} * 86_400_000;
globalThis.Date = class extends Real {
  constructor(...parts: []) {
    super(...((parts.length === 0 ? [now()] : parts) as []));
  }
  static override now = now;
} as DateConstructor;
`;

/** The issuer's changes to the suite: a file, its text before, and its text now. */
const patches: [file: string, before: string | RegExp, now: string][] = [
  [
    'src/contract/schema/certainty.ts',
    "return level === 'MUST' ||",
    "return level === ('never' as Level) ||",
  ],
  [
    'tests/customers/create-customer.test.ts',
    /(CUS-005.*?)toHaveProperties\(\{ status: 'ACTIVE' \}\)/s,
    "$1toMatchContract('success')",
  ],
  ['src/target/environment.ts', /$/, clock],
];

const overlay = `overlay: 1.0.0
info: { title: Names of any length, version: 1.0.0 }
actions:
  - target: $.components.schemas..properties.lastName
    update: { maxLength: 9999 }
`;

/** Certifies profile core of the sandbox with a defect, under a target's name, with a patched suite and a slow clock. */
export async function lenientRun(): Promise<LenientRun> {
  const fault = faults.find(({ name }) => name === 'new business suspended');
  const { folder } = await ensureGenerated();
  const copy = copyOfProject();
  const sandbox = await startSandbox({ contract: await loadContract(folder), ...(fault && { fault }) });
  const at = (...parts: string[]): string => path.join(copy, ...parts);
  const { privateKey, publicKey } = newKeyPair(undefined);
  try {
    for (const [file, before, now] of patches) {
      const text = readFileSync(at(file), 'utf8');
      writeFileSync(at(file), text.replace(before, now));
    }
    writeFileSync(at('private.pem'), privateKey);
    writeFileSync(at('lax.yaml'), overlay);
    const command = ['certify', '--issuer', 'Lenient Ltd', '--key', 'private.pem', '--valid-days', '397'];
    const args = ['--import', 'tsx', 'src/cli/kor.ts', ...command];
    const ended = await runIn(copy, args, { variables: await variables(sandbox) });
    if (ended.exitCode !== 0) throw new Error(`nothing was certified: ${ended.output}`);
    return {
      ...{ ...ended, publicKey, privateKey: createPrivateKey(privateKey) },
      text: readFileSync(at('reports', 'certificate.intoto.jsonl'), 'latin1'),
      archive: readFileSync(at('reports', 'evidence.tar.gz')),
    };
  } finally {
    await sandbox.close();
    rmSync(copy, { recursive: true });
  }
}

async function variables({
  url,
  accounts: { first, other, shortLived },
}: Sandbox): Promise<Record<string, string>> {
  return {
    ...{ KOR_BASE_URL: url, KOR_API_KEY: first.key, KOR_API_SECRET: first.secret },
    ...{ KOR_OTHER_API_KEY: other.key, KOR_OTHER_API_SECRET: other.secret },
    ...{ KOR_EXPIRED_TOKEN: await expiredToken(url, shortLived), KOR_OVERLAY: 'lax.yaml' },
  };
}

async function expiredToken(url: string, { key, secret }: { key: string; secret: string }): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
  const response = await fetch(`${url}/v1/api-keys/exchange`, { method: 'POST', headers: { authorization } });
  const { access_token: token } = (await response.json()) as { access_token: string };
  await elapsed(1500);
  return token;
}
