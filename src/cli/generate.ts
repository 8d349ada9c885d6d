import path from 'node:path';
import { ensureGenerated, projectRoot } from '../description/generate.ts';
import { reporting } from './failure.ts';

/** `kor generate`. Returns the exit code. */
export function generate(): Promise<number> {
  return reporting(async () => {
    const { folder, changed } = await ensureGenerated();
    const where = path.relative(projectRoot, folder);
    process.stdout.write(changed ? `generated ${where}\n` : `${where} is current\n`);
    return 0;
  });
}
