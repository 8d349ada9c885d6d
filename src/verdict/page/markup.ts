import { printable } from '../../contract/words.ts';
/** What may stand in a template: text and numbers are escaped, markup stands as it is, a list is put together, the rest is nothing. */
type Part = string | number | Markup | readonly Part[] | false | undefined;

const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": '#39',
};

/** A piece of a page. Only `markup` makes one, so no text becomes one unescaped. */
class Markup {
  readonly #text: string;
  constructor(literals: TemplateStringsArray, parts: readonly Part[]) {
    this.#text = literals.reduce((text, literal, index) => text + rendered(parts[index - 1]) + literal);
  }
  toString(): string {
    return this.#text;
  }
}

/** A template of a page; whatever is put into it is escaped, unless it is such a template itself. Attributes must be quoted. */
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
