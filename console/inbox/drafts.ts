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

/** Where this browser keeps what a person typed. */
export const ownKey = (me: string, what: string): string => `${prefix}${me}:${what}`;

function keep(key: string, text: string): void {
  if (text) localStorage.setItem(key, text);
  else localStorage.removeItem(key);
}

/** Removes what others typed in this browser, or everybody. */
export function forgetDrafts(except?: string): void {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(prefix) && (except === undefined || !key.startsWith(`${prefix}${except}:`))) localStorage.removeItem(key);
}

/** Puts a text that comes back before what was typed meanwhile: neither is lost. */
export const before = (back: string, typed: string): string => (typed.trim() === '' ? back : `${back}\n${typed}`);

/** What is left of a field when the text that was in it is saved: what was typed behind it since; all of it where it was changed otherwise. */
export const behind = (saved: string, typed: string): string => (typed.startsWith(saved) ? typed.slice(saved.length).trimStart() : typed);

/** Changes a text: to another one, or by what stands there at that moment. */
export type Type = (to: string | ((now: string) => string)) => void;

/** A note that is not saved yet. It is no draft of an answer, so that it never stands where Enter sends to the customer. */
export function useNoteDraft(me: string, conversation: string): [string, Type] {
  const key = ownKey(me, `${conversation}:note`);
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  const now = useRef(text);
  const type: Type = (to) => {
    now.current = typeof to === 'function' ? to(now.current) : to;
    setText(now.current);
    keep(key, now.current);
  };
  return [text, type];
}

/** The draft of a person in a conversation, and what changes it. */
export function useDraft(me: string, conversation: string): [string, Type] {
  const key = ownKey(me, conversation);
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  const now = useRef(text);
  const latest = useRef<string>(undefined);
  /** One save after the other: an older text never comes to the server behind a newer one. */
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const timer = useRef<number>(undefined);
  const touched = useRef(text !== '');

  const save = useRef<(keepalive: boolean) => void>(() => {});
  save.current = (keepalive) => {
    window.clearTimeout(timer.current);
    const value = latest.current;
    if (value === undefined) return;
    latest.current = undefined;
    const post = () => ask(pathOf('conversations', conversation, '/draft'), nothing, { method: 'POST', body: { text: value }, keepalive });
    // A page that ends waits for nothing.
    saving.current = (keepalive ? post() : saving.current.then(post))
      // What was typed since, here or after the conversation was opened anew, is only in this browser.
      .then(() => localStorage.getItem(key) === value && localStorage.removeItem(key))
      .catch(() => {
        latest.current ??= value;
      });
  };

  useEffect(() => {
    const stop = new AbortController();
    void ask(pathOf('conversations', conversation, '/draft'), draft, { signal: stop.signal })
      .then((kept) => {
        if (touched.current) return;
        now.current = kept.text;
        setText(kept.text);
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

  const type: Type = (to) => {
    const next = typeof to === 'function' ? to(now.current) : to;
    touched.current = true;
    now.current = next;
    setText(next);
    keep(key, next);
    latest.current = next;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => save.current(false), next === '' ? 0 : afterMs);
  };
  return [text, type];
}
