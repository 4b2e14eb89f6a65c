/**
 * Tells whether an event is among the words that end a flow: its very name, or `order.*` for every event of orders.
 * @example
 * ```ts
 * import { stoppedBy } from './stopped-by.ts';
 * stoppedBy(['order.*'], 'order.paid'); // => true
 * stoppedBy(['order.paid'], 'order.shipped'); // => false
 * ```
 */
export function stoppedBy(words: readonly string[] | undefined, happened: string): boolean {
  return words?.some((word) => word === happened || (word.endsWith('.*') && happened.startsWith(word.slice(0, -1)))) ?? false;
}

/** The event of a contact who no longer fulfils the condition by which they entered a flow. */
export function leftEvent(flow: string): string {
  return `segment.left:${flow}`;
}
