import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openJournal } from '../../../../src/proof/journal.ts';

const made = (): string => path.join(mkdtempSync(path.join(tmpdir(), 'kor-journal-')), 'new', 'proof.ndjson');
const [subject, other] = ['a', 'b'].map((digit) => digit.repeat(64)) as [string, string];
const silent = (): void => undefined;
const never = (): Promise<never> => Promise.reject(new Error('made again'));

describe('the journal of a proof', () => {
  it('runs every part once, also after an interruption', async () => {
    const file = made();
    await openJournal(file, subject, silent).kept('one', () => Promise.resolve({ found: 1 }));
    const again = openJournal(file, subject, silent);

    assert.equal(again.resumed, 1);
    assert.deepEqual(await again.kept('one', never), { found: 1 });
    assert.equal(await again.kept('two', () => Promise.resolve(2)), 2);
    assert.equal(openJournal(file, subject, silent).resumed, 2);
  });

  it('runs a part again that was in progress', async () => {
    const file = made();
    const journal = openJournal(file, subject, silent);
    await assert.rejects(journal.kept('one', never));
    appendFileSync(file, '["one",{"fou');
    const again = openJournal(file, subject, silent);

    assert.equal(await again.kept('one', () => Promise.resolve(3)), 3);
    assert.equal(readFileSync(file, 'utf8'), `${subject}\n["one",3]\n`);
  });

  it('runs a part again whose line cannot be parsed, and no other', async () => {
    const file = made();
    openJournal(file, subject, silent);
    appendFileSync(file, '["one",1]\n["two",{"fou["three",3]\n\0\n["four",4]\n');
    const again = openJournal(file, subject, silent);

    assert.equal(again.resumed, 2);
    assert.deepEqual(await Promise.all(['one', 'four'].map((part) => again.kept(part, never))), [1, 4]);
  });

  it('reports the parts that have begun, and no others', async () => {
    const said: string[] = [];
    const journal = openJournal(made(), subject, (part) => said.push(part));
    await journal.kept('one', () => Promise.resolve(1));
    await journal.kept('one', never);

    assert.deepEqual(said, ['one']);
  });

  it('is started again when the suite has changed', () => {
    const file = made();
    openJournal(file, subject, silent);
    appendFileSync(file, '["one",1]\n');

    assert.equal(openJournal(file, other, silent).resumed, 0);
    assert.equal(openJournal(file, subject, silent).resumed, 0);
  });
});
