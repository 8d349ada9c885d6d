import { madeUpWords } from '../contract/made-up-words.ts';
import type { Contract } from '../contract/operations.ts';
import { secretsOf, type Target } from '../target/target.ts';
import { createRedactor, type Redactor } from './redaction.ts';
import { formOf, type Form } from './secret-forms.ts';
import { sharedSecrets } from './shared-secrets.ts';

/** The redactor of a process that speaks to a target; the processes of a run share what they are given. */
export function redactorOf(target: Target, { document }: Pick<Contract, 'document'>): Redactor {
  const isOrdinary = ordinaryForms(() => JSON.stringify(document), target.baseUrl);
  return createRedactor(secretsOf(target), { isOrdinary, shared: sharedSecrets() });
}

/** What every request and every mark of ours holds. */
const ownWords = ['rocketkor-conformance', 'kor-conformance.example'];

/**
 * Tells which forms of secrets ordinary data holds: the text of the description, what the suite makes up, and the address of the
 * target.
 */
export function ordinaryForms(description: () => string, baseUrl: string): (form: Form) => boolean {
  let known: Form | undefined;
  let madeUp: Form | undefined;
  return (form) => {
    known ??= formOf([description(), baseUrl, ...ownWords].join('\n'));
    if (known.includes(form)) return true;
    const isWord = /^[a-z'’.\u0080-\u00ff]+$/.test(form);
    return isWord && (madeUp ??= formOf(madeUpWords())).includes(form);
  };
}
