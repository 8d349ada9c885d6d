import { printable } from '../../contract/words.ts';
/** A value in a template: text and numbers are escaped, markup is not, the items of a list are joined, `false` and `undefined` are empty. */
type Part = string | number | Markup | readonly Part[] | false | undefined;

const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": '#39',
};

/** A piece of HTML. Only `markup` creates one, so all text in it is escaped. */
class Markup {
  readonly #text: string;
  constructor(literals: TemplateStringsArray, parts: readonly Part[]) {
    this.#text = literals.reduce((text, literal, index) => text + rendered(parts[index - 1]) + literal);
  }
  toString(): string {
    return this.#text;
  }
}

/** The tag of an HTML template. It escapes every inserted value except other templates. Attributes must be quoted. */
export function markup(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(literals, parts);
}

function rendered(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.toString();
  return typeof part === 'object' ? part.map(rendered).join('') : escaped(String(part));
}

function escaped(text: string): string {
  return printable(text.replaceAll('\r\n', '\n')).replaceAll(
    /[&<>"']/g,
    (sign) => `&${entities[sign] ?? ''};`,
  );
}

export type { Markup, Part };
