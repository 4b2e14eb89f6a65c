import type { WireMessage } from '../channels/webchat/browser-message.ts';
import type { Chat } from '../sdk/chat.ts';
import { h } from './dom.ts';
import type { WindowWords } from './window-words.ts';

/** Pages of history that are read for it; nobody talks longer. */
const mostPages = 100;

/** Writes a conversation as plain text, a line for each thing said. */
export function transcriptOf(messages: readonly WireMessage[], words: Pick<WindowWords, 'you' | 'shop'>, timeOf: (at: number) => string): string {
  return messages
    .map(({ from, author, at, parts, choices }) => {
      const said = parts.map((part) => {
        if (part.type === 'text') return part.text;
        if (part.type === 'card') return [part.title, part.text, part.link].filter(Boolean).join(' · ');
        if (part.type === 'link') return [part.title, part.url].filter(Boolean).join(' ');
        if (part.type === 'unsupported') return `[${part.kind}]`;
        return [part.caption, `[${part.name ?? part.type}]`, part.url].filter(Boolean).join(' ');
      });
      const asked = choices?.map(({ label }, i) => `  ${i + 1}. ${label}`) ?? [];
      return `[${timeOf(at)}] ${from === 'me' ? words.you : (author ?? words.shop)}: ${[...said, ...asked].join('\n')}`;
    })
    .join('\n');
}

/** Reads all that was said and hands it over as a file. */
export async function saveTranscript(chat: Chat, words: WindowWords, lang: string | undefined): Promise<void> {
  let pages = 0;
  while (pages < mostPages && (await chat.older())) pages += 1;
  const text = transcriptOf(chat.messages(), words, (at) => new Date(at).toLocaleString(lang));
  const url = URL.createObjectURL(new Blob(['\ufeff', text, '\n'], { type: 'text/plain;charset=utf-8' }));
  h('a', { href: url, download: `chat-${new Date().toISOString().slice(0, 10)}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
