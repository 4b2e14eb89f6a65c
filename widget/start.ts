import { createChat } from '../sdk/chat.ts';
import { webPlatform } from '../sdk/web.ts';
import { createAlert } from './alert.ts';
import { consentStorage } from './consent.ts';
import { h, icon } from './dom.ts';
import { dress, look, ofLang } from './look.ts';
import type { ZhangguiApi } from './main.ts';
import css from './style.css';
import { addStyle } from './styled.ts';
import { createWatch } from './watch.ts';
import type { ChatWindow, createWindow } from './window.ts';
import { isRightToLeft, wordsFor } from './words.ts';

export interface StartOptions {
  /** Address of the program. */
  base: string;
  /** Attributes of the script tag. */
  data: DOMStringMap;
  lang: string;
}

/** Puts the chat on the page. */
export function start({ base, data, lang }: StartOptions): ZhangguiApi {
  const words = wordsFor(lang, ofLang(look.words, lang));
  const { mode } = data;
  /** The window is a part of the page: it is always open, and there is no button. */
  const fixed = mode === 'inline' || mode === 'page';
  const consent = consentStorage(data.consent === 'wait');
  const { storage, visit } = consent;
  const alert = createAlert(data.alert ?? '', storage);
  const chat = createChat({
    server: base,
    platform: webPlatform({ storage, visit }),
    lang,
    referral: data.referral ?? new URLSearchParams(location.search).get('chat_source')?.slice(0, 32),
    user: data.user,
    signature: data.userHash,
  });
  let isOpen = false;
  let unread = 0;
  let pageOverflow = '';
  let greets = true;
  let ready: 'empty' | 'filled' | undefined;
  let connected = true;
  let broken = 0;
  let shown: ChatWindow | undefined;

  const host = document.createElement('zhanggui-chat');
  const root = host.attachShadow({ mode: 'open' });
  addStyle(root, css);
  const badge = h('span.badge', { 'aria-hidden': 'true', hidden: true });
  const face = h('span');
  const launcher = h('button.launcher', { onclick: () => (isOpen ? close() : open()) }, face, badge);
  const frame = h(`div.frame ${fixed ? mode : 'float'}`, { lang, dir: isRightToLeft(lang) ? 'rtl' : 'ltr' }, fixed ? null : launcher);
  const phone = matchMedia('(max-width: 560px)');
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const seen = () => {
    if (isOpen && shown && !document.hidden) chat.read();
  };
  const label = () => {
    const name = isOpen ? words.close : broken ? words.broken : words.chat;
    launcher.setAttribute('aria-label', !isOpen && unread ? `${name}, ${words.unread.replace('{n}', String(unread))}` : name);
    launcher.title = broken ? name : '';
    launcher.setAttribute('aria-expanded', String(isOpen));
    launcher.classList.toggle('open', isOpen);
    face.replaceChildren(icon(isOpen ? 'down' : 'chat'));
    badge.textContent = unread > 99 ? '99+' : String(unread);
    badge.hidden = isOpen || !unread;
  };
  const greet = () => {
    if (isOpen && ready === 'empty' && greets) chat.opened();
  };

  chat.on('message', ({ from }, live) => {
    ready = 'filled';
    if (live && from === 'shop') alert.came(isOpen);
  });
  chat.on('ready', (empty) => {
    ready = empty ? 'empty' : 'filled';
    greet();
    seen();
  });
  chat.on('unread', (count) => {
    unread = count;
    alert.unread(count);
    label();
  });
  chat.on('connection', (value) => {
    connected = value;
  });
  chat.on('problem', (error) => console.warn('zhanggui: a message cannot be shown', error));

  /** The panel follows what is left of a phone's screen above the keyboard. */
  const follow = () => {
    const { height, offsetTop } = window.visualViewport ?? { height: innerHeight, offsetTop: 0 };
    frame.style.setProperty('--height', `${height}px`);
    frame.style.setProperty('--top', `${offsetTop}px`);
  };
  let loading: Promise<ChatWindow> | undefined;
  const load = () => {
    // A browser may remember for good that a module could not be loaded, by its address.
    loading ??= import(`${base}/widget/window.js${broken ? `?try=${broken}` : ''}`).then((part: { createWindow: typeof createWindow }) => {
      broken = 0;
      shown = part.createWindow({
        chat,
        look,
        base,
        lang,
        title: data.title,
        root,
        frame,
        alert,
        connected,
        ...(!fixed && { onClose: () => close() }),
        onMessage: seen,
      });
      return shown;
    });
    loading.catch(() => {
      loading = undefined;
      broken += 1;
      close();
      label();
    });
    return loading;
  };
  const open = () => {
    if (isOpen) return;
    isOpen = true;
    label();
    void chat.connect();
    void load().then(
      (panel) => {
        if (!isOpen) return;
        panel.element.hidden = false;
        if (!fixed) panel.element.setAttribute('aria-modal', String(phone.matches));
        follow();
        if (phone.matches && !fixed) {
          pageOverflow = document.documentElement.style.overflow;
          document.documentElement.style.overflow = 'hidden';
        }
        panel.toEnd();
        if (!fixed) panel.focus();
        seen();
      },
      () => undefined,
    );
    greet();
  };
  const close = () => {
    if (!isOpen || (fixed && shown)) return;
    isOpen = false;
    label();
    if (!shown) return;
    const had = shown.element.contains(root.activeElement);
    shown.element.hidden = true;
    document.documentElement.style.overflow = pageOverflow;
    if (had) launcher.focus();
  };
  const theme = () => dress(frame, data.theme ? data.theme === 'dark' : dark.matches);

  root.append(frame);
  const into = mode === 'inline' && data.into ? document.querySelector(data.into) : null;
  (into ?? document.body).append(host);
  theme();
  label();
  dark.addEventListener('change', theme);
  document.addEventListener('visibilitychange', seen);
  window.visualViewport?.addEventListener('resize', follow);
  window.visualViewport?.addEventListener('scroll', follow);
  if (chat.known()) void chat.connect();
  if ('open' in data || fixed) open();

  const watch = createWatch({
    base,
    lang,
    chat,
    storage,
    visit,
    frame,
    root,
    isOpen: () => isOpen,
    open(flow) {
      greets = !flow;
      open();
    },
  });
  const mayWatch = data.first !== 'off';
  if (mayWatch && consent.agreed()) watch.begin();

  return {
    open,
    close,
    async token() {
      void chat.connect();
      return (await chat.session())?.token ?? null;
    },
    say(text) {
      open();
      chat.send(text);
    },
    track: watch.track,
    identify(user, signature) {
      ready = undefined;
      watch.again(chat.identify(user, signature));
    },
    first: watch.begin,
    consent(agreed = true) {
      if (!agreed) return consent.refuse();
      consent.agree();
      if (mayWatch) watch.begin();
    },
  };
}
