/** Works on items concurrently, two at a time by default, and returns the results in the order of the items. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
  atATime = 2,
): Promise<Result[]> {
  const queue = [...items.entries()];
  const results: Result[] = [];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, item] = next;
      results[index] = await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return results;
}
