/** What the owner of a document is told of it, each sentence once, with how often and where first it is so. */
export interface Notes {
  note(sentence: string, pointer: string): void;
  lines(): string[];
}

/** No notes yet. */
export function createNotes(): Notes {
  const places = new Map<string, string[]>();
  return {
    note: (sentence, pointer) => {
      places.set(sentence, [...(places.get(sentence) ?? []), pointer]);
    },
    lines: () =>
      [...places].map(([sentence, [first = '', ...others]]) => {
        const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
        return `${sentence} (#${first}${more})`;
      }),
  };
}
