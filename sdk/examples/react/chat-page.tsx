/** A chat of your own in React: messages, choices, files, what waits, and more from before. Style it as you like. */
import { type Chat, type ChatOptions, createChat, type Pending, type WireMessage, type WirePart } from '@zhanggui/chat';
import { webPlatform } from '@zhanggui/chat/web';
import { type FormEvent, useEffect, useRef, useState } from 'react';

type Settings = Omit<ChatOptions, 'platform'>;

interface Talk {
  messages: WireMessage[];
  pending: Pending[];
  connected: boolean;
  typing: boolean;
}

const nothing: Talk = { messages: [], pending: [], connected: true, typing: false };

/** Keeps one chat for as long as the page shows it. */
function useChat({ server, lang, referral, user, signature }: Settings): [Chat | undefined, Talk] {
  const [talk, setTalk] = useState(nothing);
  const chat = useRef<Chat>(undefined);
  useEffect(() => {
    const made = createChat({ server, lang, referral, user, signature, platform: webPlatform() });
    chat.current = made;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (changed: Partial<Talk> = {}) => setTalk((before) => ({ ...before, messages: made.messages(), pending: [...made.pending()], ...changed }));
    made.on('message', ({ from }) => show(from === 'shop' ? { typing: false } : {}));
    made.on('pending', () => show());
    made.on('connection', (connected) => show({ connected }));
    made.on('ready', (empty) => empty && made.opened());
    made.on('unread', () => document.hidden || made.read());
    made.on('typing', () => {
      show({ typing: true });
      clearTimeout(timer);
      timer = setTimeout(() => show({ typing: false }), 6_000);
    });
    void made.connect();
    return () => {
      clearTimeout(timer);
      made.end();
      setTalk(nothing);
    };
  }, [server, lang, referral, user, signature]);
  return [chat.current, talk];
}

export function ChatPage(settings: Settings) {
  const [chat, { messages, pending, connected, typing }] = useChat(settings);
  const [text, setText] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) chat?.send(text);
    setText('');
  };
  return (
    <main lang={settings.lang}>
      {!connected && <p role="status">The shop cannot be reached just now. What you write is sent then.</p>}
      <button type="button" onClick={() => void chat?.older().catch(() => false)}>
        Earlier messages
      </button>
      <ol aria-live="polite">
        {messages.map((message) => (
          <li key={message.id} data-from={message.from}>
            {message.author && <b>{message.author}</b>}
            {message.parts.map((part, index) => (
              // The parts of a message never change, and have no other name.
              <Part key={index} part={part} />
            ))}
            {message.choices?.map((choice) => (
              <button type="button" key={choice.label} onClick={() => chat?.press(choice)}>
                {choice.label}
              </button>
            ))}
          </li>
        ))}
        {pending.map(({ id, text: waiting, state }) => (
          <li key={id} data-from="me">
            {waiting}
            {state === 'failed' ? (
              <button type="button" onClick={() => chat?.retry(id)}>
                Try again
              </button>
            ) : (
              '…'
            )}
          </li>
        ))}
        {typing && <li>…</li>}
      </ol>
      <form onSubmit={send}>
        <input
          value={text}
          aria-label="Your message"
          onChange={({ target }) => {
            setText(target.value);
            chat?.typing();
          }}
        />
        <input
          type="file"
          aria-label="A picture or file"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) chat?.upload({ name: file.name, body: file, type: file.type });
          }}
        />
        <button type="submit">Send</button>
      </form>
    </main>
  );
}

function Part({ part }: { part: WirePart }) {
  switch (part.type) {
    case 'text':
      return <p>{part.text}</p>;
    case 'card':
      return (
        <article>
          {part.image && <img src={part.image} alt="" width={200} />}
          <h3>{part.title}</h3>
          {part.text && <p>{part.text}</p>}
          {part.link && <a href={part.link}>{part.button ?? part.title}</a>}
        </article>
      );
    case 'image':
      return <img src={part.url} alt={part.caption ?? part.name ?? ''} width={240} />;
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: a voice message comes without captions
      return <audio src={part.url} controls />;
    case 'link':
      return <a href={part.url}>{part.title ?? part.url}</a>;
    case 'video':
    case 'file':
      return <a href={part.url}>{part.name ?? part.type}</a>;
    case 'unsupported':
      return <p>[{part.kind}]</p>;
  }
}
