/** What the chat needs of where it runs: requests, storage, and to hear that the device woke up. Nothing else of a browser or of Node is used. */
import type { Stop } from './stop.ts';

export interface Ask {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  /** JSON as text, or the bytes of a file: a Blob, an ArrayBuffer or a typed array, as far as the platform sends it. */
  body?: unknown;
  /** Longest silence, ms; null for an upload, which takes as long as its line needs. */
  timeoutMs: number | null;
}

export interface Answer {
  status: number;
  retryAfter: string | null;
  /** The JSON of the answer; undefined when it is none. */
  body: unknown;
}

/** Texts that are kept under a name. Throws never: what cannot be kept is forgotten. */
export interface TextStorage {
  get(name: string): string | null;
  set(name: string, value: string): void;
}

export interface Platform {
  /** Rejects when nothing came back, or when it was stopped. */
  request(ask: Ask, stop?: Stop): Promise<Answer>;
  /** Hands over the text of an answer as it comes, and resolves to its status when it ends. Missing where answers come whole: then the chat polls. */
  stream?(ask: Ask, stop: Stop, onText: (text: string) => void): Promise<number>;
  /** Kept until the app is removed. */
  storage: TextStorage;
  /** Kept for the visit, one tab of a browser. The same as `storage` unless given. */
  visit?: TextStorage;
  /** Calls `heard` when the device is online again or the app is in front again. Returns what ends that. */
  onWake(heard: () => void): () => void;
  /** Joins other windows of the same visitor, of which one has the connection; unless given, there are none. */
  join?: Join;
  /** `count` random bytes; `Math.random` unless given, which is enough for ids of messages. */
  random?(count: number): Uint8Array;
}

/** Windows of one visitor, which tell each other what comes. `News` is plain data. */
export type Join = <News>(name: string, onNews: (news: News) => void, onLead: () => void) => Windows<News>;

export interface Windows<News> {
  tell(news: News): void;
  leave(): void;
}

/** Keeps texts as long as the program runs. `kept`: what was there before; `onSet` hears of changes, to keep them elsewhere. */
export function memoryStorage(kept: Iterable<[string, string]> = [], onSet: (name: string, value: string) => void = () => {}): TextStorage {
  const texts = new Map(kept);
  return {
    get: (name) => texts.get(name) ?? null,
    set(name, value) {
      texts.set(name, value);
      onSet(name, value);
    },
  };
}

/** Storage that answers later, as AsyncStorage of React Native. */
export interface SlowStorage {
  getItem(name: string): Promise<string | null>;
  setItem(name: string, value: string): Promise<unknown>;
}

const keptNames = ['zhanggui.token', 'zhanggui.read', 'zhanggui.got', 'zhanggui.quiet', 'zhanggui.pending'];

/** Reads what the chat keeps once, and writes changes through. Messages that wait for a customer who is logged in stand under `user`. */
export async function preloaded(slow: SlowStorage, user?: string): Promise<TextStorage> {
  const names = user ? [...keptNames, `zhanggui.pending:${user}`] : keptNames;
  const found = await Promise.all(names.map(async (name): Promise<[string, string | null]> => [name, await slow.getItem(name).catch(() => null)]));
  return memoryStorage(
    found.filter((entry): entry is [string, string] => entry[1] !== null),
    (name, value) => void slow.setItem(name, value).catch(() => {}),
  );
}
