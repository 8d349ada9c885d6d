import path from 'node:path';
import { ensureGenerated, projectRoot } from '../description/generate.ts';
import { loadSources } from '../target/environment.ts';
import { reporting } from './failure.ts';

/** `kor generate`. Returns the exit code. */
export function generate(): Promise<number> {
  return reporting(async () => {
    const { folder, changed, notes } = await ensureGenerated(loadSources());
    const where = path.relative(projectRoot, folder);
    process.stdout.write(changed ? `generated ${where}\n` : `${where} is current\n`);
    for (const note of notes) process.stdout.write(`note: ${note}\n`);
    return 0;
  });
}
