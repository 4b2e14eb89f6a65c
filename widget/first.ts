/**
 * The part of the widget that lets the shop speak first: watches the page, reports when something happened that a rule asks for, and shows what the
 * server answers. What is said, and whether, is decided there. Loaded only where the shop has rules.
 */

import type { TextStorage } from '../sdk/platform.ts';
import type { Shown } from '../src/proactive/speaking-first.ts';
import type { Thresholds } from '../src/proactive/thresholds.ts';
import { addressOf } from './address-of.ts';
import { h } from './dom.ts';
import css from './first.css';
import { addStyle } from './styled.ts';
import { isChinese } from './words.ts';

export type Tracked = [name: string, data?: Record<string, unknown>];
type Post = (path: string, body: unknown) => Promise<Record<string, unknown> | undefined>;

/** Time after the last key for which the visitor counts as typing, ms. */
const typingMs = 5_000;
const tickMs = 1_000;
const words = { en: { close: 'Close', says: 'Message from the shop' }, zh: { close: '关闭', says: '店家的话' } };
const [cartKey, sourceKey] = ['zhanggui.cart', 'zhanggui.source'];

/** Path of the page; on sites of a single page with what stands behind `#/`. No query: it may hold secrets. */
const addressNow = () => location.pathname + (/^#!?\//.test(location.hash) ? location.hash.split('?')[0] : '');

/** Where the visitor came from: the campaign of the address, else the other site; kept for the visit. */
function sourceOf(visit: TextStorage): string {
  const kept = visit.get(sourceKey);
  if (kept !== null) return kept;
  const campaign = new URLSearchParams(location.search).get('utm_source');
  const site = URL.canParse?.(document.referrer) ? new URL(document.referrer).host : '';
  const source = (campaign || (site === location.host ? '' : site)).slice(0, 100);
  visit.set(sourceKey, source);
  return source;
}

function cartOf(told: unknown): { count: number; value: number } | undefined {
  const { count, value } = (told ?? {}) as { count?: unknown; value?: unknown };
  return Number.isInteger(count) && Number.isFinite(value) ? { count: Number(count), value: Number(value) } : undefined;
}

function keptCart(visit: TextStorage) {
  try {
    return cartOf(JSON.parse(visit.get(cartKey) ?? ''));
  } catch {
    return undefined;
  }
}

export interface SpeakFirstOptions {
  /** What the shop's rules want to hear of. */
  wanted: Thresholds;
  base: string;
  lang: string;
  /** What the page told; taken from here. */
  tracked: Tracked[];
  visit: TextStorage;
  frame: HTMLElement;
  root: ShadowRoot;
  post: Post;
  isOpen: () => boolean;
  open: (flow: boolean) => void;
}

const dressed = new WeakSet<ShadowRoot>();

/** Watches the page and shows what the shop says. Returns what ends it. */
export function speakFirst({ wanted, base, lang, tracked, visit, frame, root, post, isOpen, open }: SpeakFirstOptions): () => void {
  const { close, says } = words[isChinese(lang) ? 'zh' : 'en'];
  if (!dressed.has(root)) addStyle(root, css);
  dressed.add(root);
  // The region is there before its words are: only then are they read out.
  const place = h('div.first', { role: 'status', 'aria-label': says, 'aria-live': 'polite' });
  frame.prepend(place);
  const ended = new AbortController();
  const { signal } = ended;

  let address = '';
  let [onPage, scroll, activeAt, typedAt] = [0, 0, performance.now(), Number.NEGATIVE_INFINITY];
  let left = false;
  /** A report is due: something happened, or could not be told when it did. */
  let due = false;
  let asking = false;
  let cart = keptCart(visit);
  let events: Tracked[] = [];
  let answer: Shown | undefined;
  let shown: Shown | undefined;
  let marksLeft: { onPage: number[]; idle: number[]; scroll: number[] };

  const hide = () => {
    shown = undefined;
    place.replaceChildren();
  };
  const arrive = () => {
    address = addressNow();
    [onPage, scroll, left, due, answer] = [0, 0, false, true, undefined];
    marksLeft = { onPage: [...wanted.onPage], idle: [...wanted.idle], scroll: [...wanted.scroll] };
    hide();
  };
  const idle = () => Math.round(performance.now() - activeAt);
  const busy = () => performance.now() - typedAt < typingMs || isOpen() || document.hidden;
  /** Takes away the marks that are reached; true when there were any. */
  const reached = (marks: number[], value: number) => {
    const before = marks.length;
    while (marks.length && (marks[0] ?? 0) <= value) marks.shift();
    return marks.length < before;
  };

  const report = async () => {
    due = false;
    asking = true;
    const [name, told] = events.shift() ?? [];
    if (events.length) due = true;
    const product = document.querySelector<HTMLMetaElement>('meta[name="zhanggui:product"]')?.content;
    const source = sourceOf(visit);
    const at = address;
    const body = await post('moments', {
      address: address.slice(0, 2_000),
      onPage,
      idle: idle(),
      scroll,
      left,
      lang: lang.slice(0, 35),
      typing: false,
      open: false,
      ...(product && { product: product.slice(0, 100) }),
      ...(cart && { cart }),
      ...(source && { source }),
      ...(name && { event: name.slice(0, 60) }),
      ...(told && { data: told }),
    });
    asking = false;
    if (body?.show && at === addressNow()) answer = body.show as Shown;
  };

  const tell = (outcome: 'opened' | 'dismissed') => void (shown && post('moments/outcome', { id: shown.id, outcome }));
  const follow = () => {
    const flow = shown?.flow ?? false;
    tell('opened');
    hide();
    open(flow);
  };
  const dismiss = () => {
    tell('dismissed');
    hide();
  };
  const show = (what: Shown) => {
    shown = what;
    const { as, text, card } = what;
    if (as === 'chat' && !matchMedia('(max-width: 560px)').matches) return follow();
    if (!text) return hide();
    const image = card?.image && addressOf(card.image, base);
    const pieces = card && h('span.card', {}, image && h('img', { src: image, alt: '' }), h('span', {}, h('b', {}, card.title), h('small', {}, card.price)));
    place.replaceChildren(
      h('div.say', {}, h('button.follow', { onclick: follow }, h('span', {}, text), pieces), h('button.shut', { 'aria-label': close, onclick: dismiss }, '×')),
    );
  };

  const take = () => {
    for (const [name, data] of tracked.splice(0)) {
      if (name === 'cart') {
        cart = cartOf(data);
        visit.set(cartKey, JSON.stringify(cart ?? null));
        due = true;
      } else if (wanted.events.includes(name)) {
        events = [...events, [name, data] satisfies Tracked].slice(-5);
        due = true;
      }
    }
  };
  const tick = () => {
    if (address !== addressNow()) arrive();
    take();
    if (!document.hidden) onPage += tickMs;
    const marks = [reached(marksLeft.onPage, onPage), reached(marksLeft.idle, idle()), reached(marksLeft.scroll, scroll)];
    if (marks.includes(true)) due = true;
    if (isOpen() && shown) hide();
    if (busy()) return;
    if (answer && !shown) {
      const next = answer;
      answer = undefined;
      show(next);
    }
    if (due && !asking && !shown) void report();
  };

  const active = () => {
    activeAt = performance.now();
  };
  const on = (name: string, heard: (event: Event) => void) => document.addEventListener(name, heard, { capture: true, passive: true, signal });
  for (const name of ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel']) on(name, active);
  on('input', () => {
    active();
    typedAt = activeAt;
  });
  on('scroll', () => {
    active();
    const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
    const room = scrollHeight - clientHeight;
    scroll = Math.max(scroll, room > 0 ? Math.min(100, Math.round((scrollTop / room) * 100)) : 0);
  });
  on('keydown', (event) => {
    if (shown && (event as KeyboardEvent).key === 'Escape') dismiss();
  });
  on('mouseout', (event) => {
    const { relatedTarget, clientY } = event as MouseEvent;
    if (!wanted.leaves || left || relatedTarget || clientY > 0) return;
    left = true;
    due = true;
    tick();
  });
  for (const name of ['popstate', 'hashchange']) addEventListener(name, tick, { signal });
  const timer = setInterval(tick, tickMs);
  arrive();
  return () => {
    ended.abort();
    clearInterval(timer);
    place.remove();
  };
}
