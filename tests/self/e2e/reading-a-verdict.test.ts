import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { parse } from 'yaml';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated, projectRoot } from '../../../src/description/generate.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { waiversShape } from '../../../src/target/waivers-file.ts';
import { conformanceRun, targetVariables } from './conformance-run.ts';
import { startProxy } from './proxy.ts';
import { edited, to } from '../../../src/sandbox/faults/tampering.ts';

const page = readFileSync(path.join(projectRoot, 'docs/reading-a-verdict.md'), 'utf8');

/** The code blocks of the page in one language. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, text = '']) => text,
  );
}

/** The lines of a text, without the numbers of requirements. */
function comparable(text: string): string[] {
  return text.replaceAll(/\d+(?= not tested| requirements selected)/g, 'N').split('\n');
}

it('the page on reading a verdict shows what a run prints', async () => {
  const { folder } = await ensureGenerated();
  const sandbox = await startSandbox({ contract: await loadContract(folder) });
  const inLowerCase = edited(to('POST', /^\/v1\/customers$/), (body) => {
    if (body.status === 'ACTIVE') body.status = 'active';
  });
  const proxy = await startProxy(sandbox.url, inLowerCase);
  try {
    const variables = { KOR_SEED: 'example', KOR_RUN_ID: 'example' };
    const result = await conformanceRun(['--grep', '@CUS-002'], {
      variables: { ...targetVariables(proxy.url, sandbox.accounts.first), ...variables },
    });
    const printed = comparable(result.output.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:41473'));
    const shown = blocks('text').flatMap(comparable);

    assert.ok(shown.length > 15, 'the page shows the output of a run');
    for (const line of shown) {
      const isThere = printed.some((each) => each.trim().startsWith(line.trim().replace(/ …$/, '')));
      assert.ok(isThere, `the page shows what no run prints: ${line}`);
    }
  } finally {
    await proxy.close();
    await sandbox.close();
  }
});

it('the page on reading a verdict shows a waiver that can be used', () => {
  const [waivers = ''] = blocks('yaml');

  assert.doesNotThrow(() => waiversShape.parse(parse(waivers)));
});
