import { isObject, membersOf, memberOf, type Json } from '../contract/pointers.ts';
import { shown } from '../contract/words.ts';
import { bodyOf, type Answer } from './answer.ts';
import type { Recorder } from './recorder.ts';

/** What a message may quote, and what stands for it in what is written down. */
type Quotation = [quoted: string, instead: string];

/** A message about answers of a test as it may be read: without secrets, and without what is hidden of these answers. */
export function discreet(
  { answers, redactor }: Pick<Recorder, 'answers' | 'redactor'>,
  text: string,
): string {
  const quotations = answers.flatMap(({ answer }) => quotationsOf(answer));
  return redactor.text(
    quotations.reduce((rest, [quoted, instead]) => rest.replaceAll(quoted, instead), text),
  );
}

const known = new WeakMap<Answer, Quotation[]>();

function quotationsOf(answer: Answer): Quotation[] {
  const found = known.get(answer) ?? [...new Map([...hiddenHeaders(answer), ...hiddenMembers(answer)])];
  known.set(answer, found);
  return found;
}

function hiddenHeaders({ headers, exchange }: Answer): Quotation[] {
  const written = exchange.answer?.headers ?? [];
  return headers.flatMap(([, value], index): Quotation[] => {
    const instead = written[index]?.[1] ?? value;
    return value === instead ? [] : [[shown(value), shown(instead)]];
  });
}

/** Whatever differs between a body and how it is shown, but for values that can be seen elsewhere in the exchange. */
function hiddenMembers(answer: Answer): Quotation[] {
  const { body, url } = answer.exchange.request;
  const seen = [body, url, JSON.stringify(answer.display)].join('\n');
  const visit = (value: Json, display: Json | undefined): Quotation[] => {
    if (value === display) return [];
    if (typeof value === 'number') return [[`received ${String(value)}`, `received ${shown(display)}`]];
    if (typeof value === 'string') return seen.includes(value) ? [] : [[shown(value), shown(display)]];
    const whole: Quotation[] =
      isObject(value) || Array.isArray(value) ? [[shown(value), shown(display)]] : [];
    const below = membersOf(value).flatMap(([token, member]) => visit(member, memberOf(display, token)));
    return below.length === 0 ? [] : [...whole, ...below];
  };
  const whole = bodyOf(answer);
  return whole === undefined ? [] : visit(whole, answer.display);
}
