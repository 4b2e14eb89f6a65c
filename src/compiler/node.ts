/** A YAML file as the loader sees it: texts, lists and maps, each with its place. No types yet: every scalar is text. */
import type { Position } from '../flow-tree/flow-tree.ts';

interface Placed extends Position {
  /** Offsets in the source; `end` is behind the last character. */
  start: number;
  end: number;
}
export interface TextNode extends Placed {
  type: 'text';
  value: string;
  style: 'plain' | 'double' | 'single' | 'block';
  /** True when nothing was written here. */
  empty?: true;
  /** Text after `#` on the same line. */
  comment?: string;
}
export interface ListNode extends Placed {
  type: 'list';
  items: YamlNode[];
  /** True when it is written as `[a, b]`. */
  flow: boolean;
}
export interface Entry {
  key: TextNode;
  value: YamlNode;
}
export interface MapNode extends Placed {
  type: 'map';
  entries: Entry[];
  /** True when it is written as `{ a: b }`. */
  flow: boolean;
}
export type YamlNode = TextNode | ListNode | MapNode;

export function entryOf(map: MapNode, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key.value === key);
}

/** Returns the text of an entry that holds one. */
export function textOf(map: MapNode, key: string): string | undefined {
  const value = entryOf(map, key)?.value;
  return value?.type === 'text' && value.value !== '' ? value.value : undefined;
}
