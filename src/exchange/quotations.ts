import { isObject, membersOf, toPointer, type Json } from '../contract/pointers.ts';
import { shown } from '../contract/words.ts';
import { bodyOf, type Answer } from './answer.ts';
import { asShown, besideShown, type ShownMember } from './hidden.ts';
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

/** A pointer into an answer of a test as it may be read: names that are hidden of these answers are in it as they are shown. */
export function discreetPointer(
  { answers, redactor }: Pick<Recorder, 'answers' | 'redactor'>,
  pointer: string,
): string {
  return redactor.text(answers.reduce((rest, { answer }) => asShown(rest, answer), pointer));
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
    const members = besideShown(value, display);
    const below = members
      ? members.flatMap((each) => [...renamed(each), ...visit(each.member, each.shownMember)])
      : membersOf(value).flatMap(([, member]) => visit(member, undefined));
    return below.length === 0 ? [] : [...whole, ...below];
  };
  const whole = bodyOf(answer);
  return whole === undefined ? [] : visit(whole, answer.display);
}

/** The name of a member as a pointer and a text have it, where another one is shown. */
function renamed({ token, shownToken }: ShownMember): Quotation[] {
  if (token === shownToken) return [];
  return [
    [toPointer([token]), toPointer([shownToken])],
    [shown(String(token)), shown(String(shownToken))],
  ];
}
