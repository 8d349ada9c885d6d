/** Notes for the owner of a document: each sentence once, with the first of its places and the number of the others. */
export interface Notes {
  note(sentence: string, pointer: string): void;
  lines(): string[];
}

/** Creates empty notes. */
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
