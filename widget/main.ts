/**
 * The chat on a shop's page: `<script src="https://.../widget/chat.js" defer></script>`.
 * data-lang, data-title, data-theme (light, dark), data-user and data-user-hash (a customer who is logged in), data-referral, data-open,
 * data-first (off: nothing is watched for speaking first until `Zhanggui.first()`).
 */
import { type Chat, createChat } from './chat.ts';
import { createClient, remember } from './client.ts';
import { h, icon } from './dom.ts';
import { dress, inLang, look, mayShow } from './look.ts';
import { createPanel, type Panel } from './panel.ts';
import css from './style.css';
import { wordsFor } from './words.ts';

export interface ZhangguiApi {
  open(): void;
  close(): void;
  /** The visitor's token, for the shop's own calls to our server; null when it cannot be had now. */
  token(): Promise<string | null>;
  /** Writes for the visitor. */
  say(text: string): void;
  /** Tells what happened on the page; the shop may speak first then. `cart`: `{ count, value }` with the value in major units. */
  track(name: string, data?: Record<string, unknown>): void;
  /** Goes on as a customer who is logged in at the shop; the shop's server made the signature. */
  identify(user: string, signature: string): void;
  /** Begins to watch for speaking first, e.g. after consent. */
  first(): void;
}

/** What the page told: taken by the chunk that speaks first, once it is there. */
type Tracked = [name: string, data?: Record<string, unknown>];

declare global {
  interface Window {
    Zhanggui?: ZhangguiApi;
  }
}

const script = document.currentScript;
const data = script instanceof HTMLScriptElement ? script.dataset : {};
const base = script instanceof HTMLScriptElement ? new URL('..', script.src).href.replace(/\/$/, '') : location.origin;

const tracked: Tracked[] = [];
let watching: Promise<unknown> | undefined;

function start(user?: string, userHash?: string) {
  const lang = data.lang || document.documentElement.lang || navigator.language;
  const words = wordsFor(lang);
  let isOpen = false;
  let unread = 0;
  let pageOverflow = '';
  let greets = true;
  const client = createClient({ base, user, userHash });
  const host = document.createElement('zhanggui-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const badge = h('span.badge', { 'aria-hidden': 'true', hidden: true });
  const face = h('span');
  const launcher = h('button.launcher', { onclick: () => (isOpen ? close() : open()) }, face, badge);
  const phone = matchMedia('(max-width: 560px)');
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const seen = () => {
    if (isOpen && !document.hidden) chat.read();
  };
  const label = () => {
    launcher.setAttribute('aria-label', isOpen ? words.close : unread ? `${words.chat}, ${words.unread(unread)}` : words.chat);
    launcher.setAttribute('aria-expanded', String(isOpen));
    launcher.classList.toggle('open', isOpen);
    face.replaceChildren(icon(isOpen ? 'down' : 'chat'));
    badge.textContent = unread > 99 ? '99+' : String(unread);
    badge.hidden = isOpen || !unread;
  };

  const panel: Panel = createPanel(
    {
      base,
      lang,
      title: data.title || inLang(look.name, lang) || words.title,
      line: inLang(look.line, lang) || words.subtitle,
      onPress: (choice) => {
        chat.press(choice.token, choice.label);
        if (!phone.matches) panel.focus();
      },
      onRetry: (id) => chat.retry(id),
      onText: (text) => chat.text(text),
      onFile: (file) => chat.file(file),
      onTyping: () => chat.typing(),
      onClose: () => close(),
    },
    words,
  );
  let synced = false;

  const chat: Chat = createChat({
    client,
    base,
    lang,
    from: data.referral ?? new URLSearchParams(location.search).get('chat_source')?.slice(0, 32),
    view: {
      message: (message, live) => {
        panel.log.message(message, live);
        seen();
      },
      pending: (pending, sent) => panel.log.pending(pending, sent),
      typing: () => panel.log.typing(),
      connected: (connected) => panel.banner(connected ? '' : client.full() ? words.full : words.offline),
      synced: (empty) => {
        synced = true;
        if (isOpen && empty && greets) chat.started();
        seen();
      },
      unread: (count) => {
        unread = count;
        label();
      },
    },
  });

  /** The panel follows what is left of a phone's screen above the keyboard. */
  const follow = () => {
    const { height, offsetTop } = window.visualViewport ?? { height: innerHeight, offsetTop: 0 };
    panel.element.style.setProperty('--height', `${height}px`);
    panel.element.style.setProperty('--top', `${offsetTop}px`);
  };
  const open = () => {
    if (isOpen) return;
    isOpen = true;
    panel.element.hidden = false;
    panel.element.setAttribute('aria-modal', String(phone.matches));
    follow();
    if (phone.matches) {
      pageOverflow = document.documentElement.style.overflow;
      document.documentElement.style.overflow = 'hidden';
    }
    label();
    panel.log.toEnd();
    panel.focus();
    void chat.start();
    if (synced && greets) chat.started();
    seen();
  };
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    panel.element.hidden = true;
    document.documentElement.style.overflow = pageOverflow;
    label();
    launcher.focus();
  };
  const theme = () => dress(host, host.toggleAttribute('data-dark', data.theme ? data.theme === 'dark' : dark.matches));

  // A link into the page behind would change it unseen.
  panel.element.addEventListener('click', (event) => phone.matches && (event.target as Element).closest('a:not([target])') && close());
  root.append(launcher, panel.element);
  document.body.append(host);
  host.lang = lang;
  theme();
  label();
  dark.addEventListener('change', theme);
  document.addEventListener('visibilitychange', seen);
  window.visualViewport?.addEventListener('resize', follow);
  window.visualViewport?.addEventListener('scroll', follow);
  if (client.known()) void chat.start();
  if ('open' in data) open();

  return {
    open,
    close,
    /** Watches the page, by a chunk that only those load whose shop has rules. */
    watch: async () => {
      const asked = await fetch(`${base}/chat/moments`);
      const wanted = await asked.json();
      if (!wanted.scroll) return;
      const { speakFirst } = await import(`${base}/widget/first.js`);
      speakFirst(
        wanted,
        base,
        lang,
        tracked,
        (path: string, body: unknown) => {
          if (!client.known()) remember('zhanggui.quiet', '1');
          return client.post(path, body).then((reply) => (reply.ok ? reply.body : undefined));
        },
        () => isOpen,
        (flow: boolean) => {
          greets = !flow;
          open();
        },
        root,
      );
    },
    end: () => {
      const wasOpen = isOpen;
      close();
      chat.end();
      host.remove();
      return wasOpen;
    },
    token: async () => {
      void chat.start();
      return (await client.session())?.token ?? null;
    },
    say: (text: string) => {
      open();
      chat.text(text);
    },
  };
}

function api(): ZhangguiApi {
  let chat = start(data.user, data.userHash);
  const first = () => {
    watching ??= chat.watch().catch(() => undefined);
  };
  if (data.first !== 'off') first();
  return {
    open: () => chat.open(),
    close: () => chat.close(),
    token: () => chat.token(),
    say: (text) => chat.say(text),
    track: (...told) => void tracked.push(told),
    identify: (user, signature) => {
      const wasOpen = chat.end();
      chat = start(user, signature);
      if (wasOpen) chat.open();
      if (watching) {
        watching = undefined;
        first();
      }
    },
    first,
  };
}

if (!window.Zhanggui) {
  if (mayShow(location.origin, base)) window.Zhanggui = api();
  else {
    // Visitors see nothing; the merchant is told, here and by the program.
    console.warn(`Zhanggui: add ${location.origin} to web_chat.origins in the config file to show the chat here`);
    void fetch(`${base}/chat/session`, { method: 'POST', mode: 'no-cors' }).catch(() => undefined);
  }
}
