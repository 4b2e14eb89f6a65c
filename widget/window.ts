/** The window of the chat: loaded when it is opened for the first time. */
import type { Chat } from '../sdk/chat.ts';
import type { Alert } from './alert.ts';
import { dateLang } from './date-lang.ts';
import type { Look } from './look.ts';
import { inLang, ofLang } from './look.ts';
import type { askForMail } from './mail.ts';
import { createPanel } from './panel.ts';
import { addStyle } from './styled.ts';
import { saveTranscript } from './transcript.ts';
import type { record } from './voice.ts';
import css from './window.css';
import { windowWordsFor } from './window-words.ts';

export interface WindowOptions {
  chat: Chat;
  look: Look;
  base: string;
  lang: string;
  title: string | undefined;
  root: ShadowRoot;
  /** Element around all of the chat, in which the window is put. */
  frame: HTMLElement;
  alert: Alert;
  /** Whether the shop is heard; it may have gone before the window was there. */
  connected: boolean;
  onClose?: () => void;
  onMessage: () => void;
}

export interface ChatWindow {
  readonly element: HTMLElement;
  focus(): void;
  toEnd(): void;
}

/** Creates the window and shows what was said so far. */
export function createWindow(options: WindowOptions): ChatWindow {
  const { chat, look, base, lang, root, frame, alert, onClose, onMessage } = options;
  const words = windowWordsFor(lang, ofLang(look.words, lang));
  addStyle(root, css);
  const phone = matchMedia('(max-width: 560px)');
  const canRecord = window.isSecureContext && 'MediaRecorder' in window && Boolean(navigator.mediaDevices);
  const panel = createPanel({
    words,
    look,
    base,
    lang,
    title: options.title || inLang(look.name, lang) || words.title,
    line: inLang(look.line, lang) || words.subtitle,
    menu: [
      { label: () => words.save, act: () => void saveTranscript(chat, words, dateLang(lang)).catch(() => panel.banner(words.offline)) },
      ...(look.mail
        ? [
            {
              label: () => words.mail,
              act: () =>
                void import(`${base}/widget/mail.js`)
                  .then((module: { askForMail: typeof askForMail }) => module.askForMail(panel.element, chat, words, lang))
                  .catch(() => panel.banner(words.offline)),
            },
          ]
        : []),
      { label: () => (alert.sound() ? words.soundOff : words.soundOn), act: () => alert.setSound(!alert.sound()) },
    ],
    onPress(choice) {
      chat.press(choice);
      if (!phone.matches) panel.focus();
    },
    onFill: chat.fill,
    onRetry: chat.retry,
    onOlder: chat.older,
    onText: chat.send,
    onFile: (file) => void chat.upload({ name: file.name, body: file, type: file.type }),
    onTyping: chat.typing,
    ...(canRecord && {
      async onRecord(place: HTMLElement) {
        try {
          const voice: { record: typeof record } = await import(`${base}/widget/voice.js`);
          const file = await voice.record(place, words);
          if (file) chat.upload({ name: file.name, body: file, type: file.type });
        } catch {
          panel.banner(words.noMicrophone);
        }
      },
    }),
    ...(look.calls && {
      onCall() {
        // Opened at the click: a browser lets no window open later.
        const page = window.open('', '_blank');
        void chat.post('call', {}).then((made) => {
          if (page && typeof made?.url === 'string') page.location.href = made.url;
          else page?.close();
          if (!made?.url) panel.banner(words.noCall);
        });
      },
    }),
    ...(onClose && { onClose }),
  });
  chat.on('message', (message, live) => {
    panel.log.message(message, live);
    onMessage();
  });
  chat.on('pending', (pending, sent) => panel.log.pending(pending, sent));
  chat.on('typing', () => panel.log.typing());
  chat.on('seen', (at) => panel.log.seen(at));
  const connection = (connected: boolean) => panel.banner(connected ? '' : chat.full() ? words.full : words.offline);
  chat.on('connection', connection);
  chat.on('reset', () => {
    panel.log.clear();
    panel.banner('');
  });
  for (const message of chat.messages()) panel.log.message(message, false);
  for (const pending of chat.pending()) panel.log.pending(pending, false);
  panel.log.seen(chat.seenAt());
  if (!options.connected) connection(false);
  // A link into the page behind would change it unseen.
  panel.element.addEventListener('click', (event) => phone.matches && (event.target as Element).closest('a:not([target])') && onClose?.());
  frame.append(panel.element);
  return { element: panel.element, focus: panel.focus, toEnd: () => panel.log.toEnd() };
}
