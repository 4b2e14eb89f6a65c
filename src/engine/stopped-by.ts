/** Whether something that happened is among the words that end a flow: its very name, or `order.*` for every event of orders. */
export function stoppedBy(words: readonly string[] | undefined, happened: string): boolean {
  return words?.some((word) => word === happened || (word.endsWith('.*') && happened.startsWith(word.slice(0, -1)))) ?? false;
}
