/** What is typed and not sent: on the server, so that it is on every device; in the browser until the server has it. */
import { useEffect, useRef, useState } from 'react';
import * as z from 'zod/mini';
import { ask, pathOf } from '../api.ts';
import { nothing } from '../shapes.ts';

const prefix = 'zhanggui-draft:';
/** A pause in typing after which the server gets it, ms. */
const afterMs = 600;
const draft = z.object({ text: z.string() });
const leaving = ['beforeunload', 'visibilitychange', 'pagehide'] as const;

function keep(key: string, text: string): void {
  if (text) localStorage.setItem(key, text);
  else localStorage.removeItem(key);
}

/** Removes what others typed in this browser, or everybody. */
export function forgetDrafts(except?: string): void {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(prefix) && (except === undefined || !key.startsWith(`${prefix}${except}:`))) localStorage.removeItem(key);
}

/** The draft of a person in a conversation, and what changes it. */
export function useDraft(me: string, conversation: string): [string, (text: string) => void] {
  const key = `${prefix}${me}:${conversation}`;
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  const latest = useRef<string>(undefined);
  const timer = useRef<number>(undefined);
  const touched = useRef(text !== '');

  const save = useRef<(keepalive: boolean) => void>(() => {});
  save.current = (keepalive) => {
    window.clearTimeout(timer.current);
    const value = latest.current;
    if (value === undefined) return;
    latest.current = undefined;
    void ask(pathOf('conversations', conversation, '/draft'), nothing, { method: 'POST', body: { text: value }, keepalive })
      .then(() => latest.current === undefined && localStorage.removeItem(key))
      .catch(() => {
        latest.current ??= value;
      });
  };

  useEffect(() => {
    const stop = new AbortController();
    void ask(pathOf('conversations', conversation, '/draft'), draft, { signal: stop.signal })
      .then((kept) => {
        if (!touched.current) setText(kept.text);
      })
      .catch(() => undefined);
    // What an earlier tab could not bring to the server is only in this browser.
    if (touched.current) latest.current ??= localStorage.getItem(key) ?? undefined;
    save.current(false);
    const leave = () => save.current(true);
    // A browser under load ends a page before `pagehide`; one on a phone tells nothing but that the page is hidden.
    for (const ending of leaving) addEventListener(ending, leave);
    return () => {
      stop.abort();
      for (const ending of leaving) removeEventListener(ending, leave);
      leave();
    };
  }, [conversation, key]);

  const type = (to: string): void => {
    touched.current = true;
    setText(to);
    keep(key, to);
    latest.current = to;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => save.current(false), to === '' ? 0 : afterMs);
  };
  return [text, type];
}
