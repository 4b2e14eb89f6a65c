/// <reference lib="dom" />
/** Browsers, React Native and Node from 20: `fetch`. What is missing (storage, windows, a stream) is done without. */
import { type Join, memoryStorage, type Platform, type TextStorage } from './platform.ts';
import type { Stop } from './stop.ts';

/** Keeps texts in the browser. It may be forbidden (private mode, sandboxed frame): then they last as long as the page. */
export function browserStorage(area: 'localStorage' | 'sessionStorage' = 'localStorage'): TextStorage {
  const page = memoryStorage();
  return {
    get(name) {
      try {
        return globalThis[area].getItem(name);
      } catch {
        return page.get(name);
      }
    },
    set(name, value) {
      try {
        globalThis[area].setItem(name, value);
      } catch {
        page.set(name, value);
      }
    },
  };
}

/** Returns the platform of this place; `given` replaces parts of it, such as the storage in React Native and Node. */
export function webPlatform(given: Partial<Platform> = {}): Platform {
  const hasStorage = typeof localStorage !== 'undefined';
  return {
    async request({ method, url, headers, body, timeoutMs }, stop) {
      const ended = new AbortController();
      const forget = stop?.onStop(() => ended.abort());
      const timer = timeoutMs === null ? undefined : setTimeout(() => ended.abort(), timeoutMs);
      try {
        const response = await fetch(url, { method, headers, body: body as BodyInit, signal: ended.signal });
        const text = await response.text();
        return { status: response.status, retryAfter: response.headers.get('retry-after'), body: parsed(text) };
      } finally {
        clearTimeout(timer);
        forget?.();
      }
    },
    ...(canStream() && { stream }),
    storage: hasStorage ? browserStorage() : memoryStorage(),
    ...(hasStorage && { visit: browserStorage('sessionStorage') }),
    onWake,
    ...(typeof navigator !== 'undefined' && 'locks' in navigator && typeof document !== 'undefined' && { join: joinTabs }),
    ...(typeof crypto !== 'undefined' && { random: (count) => crypto.getRandomValues(new Uint8Array(count)) }),
    ...given,
  };
}

const canStream = () => typeof TextDecoderStream !== 'undefined' && typeof Response !== 'undefined' && 'body' in Response.prototype;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const stream: Platform['stream'] = async ({ url, headers }, stop: Stop, onText) => {
  const ended = new AbortController();
  const forget = stop.onStop(() => ended.abort());
  try {
    const response = await fetch(url, { headers, signal: ended.signal });
    if (response.status !== 200) {
      ended.abort();
      return response.status;
    }
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return 200;
      onText(chunk.value);
    }
  } finally {
    forget();
  }
};

function onWake(heard: () => void): () => void {
  if (typeof addEventListener === 'undefined') return () => {};
  const visible = () => document.hidden || heard();
  addEventListener('online', heard);
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', visible);
  return () => {
    removeEventListener('online', heard);
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', visible);
  };
}

/**
 * Joins the tabs of this browser. One tab has the connection and tells the others what comes. `onLead` is called when it is our turn: at once in
 * browsers that cannot share (no Web Locks on plain http), where every tab connects by itself.
 */
const joinTabs: Join = (name, onNews, onLead) => {
  if (!('BroadcastChannel' in globalThis)) {
    onLead();
    return { tell() {}, leave() {} };
  }
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => onNews(data);
  let leave = () => {};
  const stays = new Promise<void>((resolve) => {
    leave = resolve;
  });
  void navigator.locks.request(name, () => {
    onLead();
    return stays;
  });
  return {
    tell: (news) => channel.postMessage(news),
    leave() {
      channel.onmessage = null;
      channel.close();
      leave();
    },
  };
};
