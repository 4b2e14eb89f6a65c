/** What stands in a thread. Texts of customers are text, never HTML; files come from the program or are links. */
import { Button } from '@mantine/core';
import { type Lang, useWords } from '../language.tsx';
import type { Note, Part, Message as Row } from '../shapes.ts';
import { clock } from '../times.ts';
import type { Words } from '../words-en.ts';
import type { OutgoingText } from './outgoing.ts';
import { withLinks } from './with-links.ts';

/** `asCustomer`: the sides are those of the customer’s own chat. */
export function Message({ message, now, asCustomer = false }: { message: Row; now: number; asCustomer?: boolean }) {
  const { t, lang } = useWords();
  const mine = message.direction === 'out';
  const author = message.author === 'customer' ? '' : message.author === 'bot' ? t.bot : message.author;
  return (
    <article
      className="message"
      data-out={mine !== asCustomer || undefined}
      data-bot={message.author === 'bot' || undefined}
      aria-label={author || (asCustomer ? undefined : t.someone)}
    >
      <div className="bubble">
        {message.parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a message never move
          <PartView key={at} part={part} />
        ))}
        {message.choices && (
          <ul className="choices">
            {message.choices.map((choice) => (
              <li key={choice}>{choice}</li>
            ))}
          </ul>
        )}
      </div>
      <footer>{[author, clock(message.at, now, lang), mine && statusText(message, t, lang)].filter(Boolean).join(' · ')}</footer>
    </article>
  );
}

function statusText({ status, reason }: Row, t: Words, lang: Lang): string {
  const why = reason ? ` (${reason[lang]})` : '';
  const texts: Record<string, string> = {
    queued: t.sending,
    sending: t.sending,
    held: t.statusHeld + why,
    sent: t.statusSent,
    delivered: t.statusDelivered,
    read: t.statusRead,
    failed: t.notSent + why,
    unknown: t.statusUnknown,
    withdrawn: t.statusWithdrawn,
    moved: t.statusMoved,
  };
  return texts[status] ?? '';
}

function PartView({ part }: { part: Part }) {
  const { t } = useWords();
  const source = part.media?.stored === undefined ? undefined : `/media/${encodeURIComponent(part.media.stored)}`;
  switch (part.type) {
    case 'text':
      return <p className="text">{part.text}</p>;
    case 'pressed':
      return <p className="text">{part.label ?? t.pressed}</p>;
    case 'image':
      return (
        <figure>
          {!source ? (
            <Away part={part} what={t.picture} />
          ) : isShown(part.media?.mime) ? (
            <img src={source} alt={part.caption ?? t.picture} loading="lazy" />
          ) : (
            <a href={source} download>
              {part.media?.name ?? t.picture}
            </a>
          )}
          {part.caption && <figcaption>{part.caption}</figcaption>}
          {part.seen?.text && <figcaption>{t.seen(part.seen.text)}</figcaption>}
        </figure>
      );
    case 'audio':
      return (
        <figure>
          {/* biome-ignore lint/a11y/useMediaCaption: what was said stands below it */}
          {source ? <audio controls preload="none" src={source} /> : <Away part={part} what={t.voice} />}
          <figcaption>{part.transcript?.text ?? (part.unheard ? t.unheard : (part.caption ?? ''))}</figcaption>
        </figure>
      );
    case 'video':
    case 'file':
      return source ? (
        <a href={source} target="_blank" rel="noreferrer" download={part.type === 'file' || undefined}>
          {part.media?.name ?? (part.type === 'file' ? t.file : t.video)}
        </a>
      ) : (
        <Away part={part} what={part.type === 'file' ? t.file : t.video} />
      );
    case 'place':
      return <p className="text">{[t.tookPlace, part.name, part.address].filter(Boolean).join(' · ')}</p>;
    case 'person':
      return <p className="text">{[t.contactCard, part.name, part.phone].filter(Boolean).join(' · ')}</p>;
    case 'link':
      return <Outside url={part.url} text={part.title ?? part.url ?? ''} />;
    case 'product':
      return <p className="text">{[t.product, part.card?.title, part.card?.text].filter(Boolean).join(' · ')}</p>;
    default:
      return <p className="text quiet">{t.unsupported}</p>;
  }
}

/** Tells whether browsers show it: a picture that could not be drawn anew is only downloaded, and so is HEIC. */
const isShown = (mime: string | undefined): boolean => mime === undefined || /^image\/(jpeg|png|gif|webp)$/.test(mime);

/** A file that lies elsewhere: the page loads nothing from there by itself. */
function Away({ part, what }: { part: Part; what: string }) {
  return <Outside url={part.media?.url} text={part.media?.name ?? what} />;
}

/** A link that leaves the console: only to web pages, and they learn nothing of where it stood. */
function Outside({ url, text }: { url: string | undefined; text: string }) {
  if (url === undefined || !/^https?:\/\//i.test(url)) return <p className="text">{text}</p>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  );
}

export function NoteLine({ note, now }: { note: Note; now: number }) {
  const { t, lang } = useWords();
  return (
    <article className="message note">
      <div className="bubble">
        <p className="text">
          {withLinks(note.text).map((piece, n) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text that never changes; two links may be equal
            n % 2 === 1 ? <Outside key={n} url={piece} text={piece} /> : piece,
          )}
        </p>
      </div>
      <footer>{`${note.by === '' ? t.noteByProgram : t.noteBy(note.by)} · ${clock(note.at, now, lang)}`}</footer>
    </article>
  );
}

/** An answer that the program has not confirmed yet. */
export function Sending({ item, takenBy, onAgain, onBack }: { item: OutgoingText; takenBy: string | undefined; onAgain(): void; onBack(): void }) {
  const { t } = useWords();
  const isTaken = item.failed === 'taken' && takenBy !== undefined;
  return (
    <article className="message" data-out>
      <div className="bubble">
        <p className="text">{item.text}</p>
      </div>
      <footer role="status">
        {item.failed ? t.notSent : t.sending}
        {isTaken && ` · ${t.takenTitle(takenBy)}`}
        {item.failed && (
          <Button size="compact-xs" variant="subtle" onClick={onAgain}>
            {isTaken ? t.answerAnyway : t.sendAgain}
          </Button>
        )}
        {item.failed && (
          <Button size="compact-xs" variant="subtle" onClick={onBack}>
            {t.takeBack}
          </Button>
        )}
      </footer>
    </article>
  );
}
