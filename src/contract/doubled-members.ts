import { endOfString } from './json-extent.ts';
import { isObject, toPointer, type Json, type Token } from './pointers.ts';

/** An object or array that has begun: where in it the text stands, and the names so far where it is an object. */
interface Holder {
  token: Token;
  names?: Set<string>;
  isName: boolean;
}

/** Pointers to the members of a JSON text whose name stands more than once in their object: whoever reads it knows one of them alone. */
export function doubledMembers(text: string): string[] {
  const doubled = new Set<string>();
  const around: Holder[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    const holder = around.at(-1);
    if (sign === '{') around.push({ token: '', names: new Set(), isName: true });
    else if (sign === '[') around.push({ token: 0, isName: false });
    else if (sign === '}' || sign === ']') around.pop();
    else if (sign === ',' && holder) advance(holder);
    else if (sign === '"') {
      const end = endOfString(text, index);
      if (holder?.names && holder.isName) {
        const name = JSON.parse(text.slice(index, end + 1)) as string;
        Object.assign(holder, { token: name, isName: false });
        if (holder.names.has(name)) doubled.add(toPointer(around.map(({ token }) => token)));
        holder.names.add(name);
      }
      index = end;
    }
  }
  return [...doubled];
}

function advance(holder: Holder): void {
  if (holder.names) holder.isName = true;
  else holder.token = Number(holder.token) + 1;
}

/** What a JSON text may begin with although it must not (RFC 8259, section 8.1). */
export const byteOrderMark = '\uFEFF';

/** A value as JSON, written in the place of another text: with its byte order mark, and with a stand-in before each member that stands there twice. */
export function rewritten(value: Json, text: string, standIn: string): string {
  const doubled = new Set(doubledMembers(text));
  const written = (each: Json, trail: Token[]): string => {
    if (Array.isArray(each)) return `[${each.map((item, index) => written(item, [...trail, index])).join()}]`;
    if (!isObject(each)) return JSON.stringify(each);
    const members = Object.entries(each).flatMap(([name, member]) => {
      const here = [...trail, name];
      const whole = `${JSON.stringify(name)}:${written(member, here)}`;
      const isDoubled = doubled.has(toPointer(here));
      return isDoubled ? [`${JSON.stringify(name)}:${JSON.stringify(standIn)}`, whole] : [whole];
    });
    return `{${members.join()}}`;
  };
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  return mark + (doubled.size === 0 ? JSON.stringify(value) : written(value, []));
}
