import path from 'node:path';
import { inline } from '../contract/words.ts';
import { ensureGenerated, projectRoot } from '../description/generate.ts';
import { loadSources } from '../target/environment.ts';
import { say } from '../verdict/reports/terminal.ts';
import { reporting } from './failure.ts';

/** `kor generate`. Returns the exit code. */
export function generate(): Promise<number> {
  return reporting(async () => {
    const { folder, changed, notes } = await ensureGenerated(loadSources());
    const where = path.relative(projectRoot, folder);
    say(changed ? `generated ${where}\n` : `${where} is current\n`);
    for (const note of notes) say(`note: ${inline(note)}\n`);
    return 0;
  });
}
