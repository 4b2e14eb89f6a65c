/** The frame of every page: menu, banner, keys, and the live stream. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ask } from './api.ts';
import { useFocusKeeper } from './focus-keeper.ts';
import { customerName } from './inbox/customer-name.ts';
import { type Outgoing, useOutgoing } from './inbox/outgoing.ts';
import { Ringing } from './inbox/ringing.tsx';
import { useWords } from './language.tsx';
import { type LiveState, useLive } from './live.ts';
import { navPages } from './nav.ts';
import { PaletteKey } from './palette/palette-key.tsx';
import { type Conversation, counts, type Me } from './shapes.ts';

export interface Live extends LiveState {
  /** The conversation that changed last. */
  latest: Conversation | undefined;
  /** Answers on their way. */
  outgoing: Outgoing;
}

const nothingGoesOut: Outgoing = { items: [], send: () => Promise.resolve('failed'), again: () => undefined, drop: () => undefined };

interface ShellProps {
  me: Me;
  may(permission: string): boolean;
  children(live: Live): ReactNode;
}

/** With the stream for whoever has an inbox; others have nothing that changes under their eyes. */
export function Shell(props: ShellProps) {
  return props.may('inbox') ? (
    <WithStream {...props} />
  ) : (
    <Frame {...props} live={{ online: true, present: new Map(), ringing: [], latest: undefined, outgoing: nothingGoesOut }} />
  );
}

function WithStream(props: ShellProps) {
  const [latest, setLatest] = useState<Conversation>();
  const state = useLive(setLatest);
  const outgoing = useOutgoing(props.me.id);
  return <Frame {...props} live={{ ...state, latest, outgoing }} />;
}

function Frame({ me, may, children, live }: ShellProps & { live: Live }) {
  const { t } = useWords();
  const [place] = useLocation();
  useFocusKeeper();
  const waiting = useQuery({ queryKey: ['counts'], queryFn: ({ signal }) => ask('/console/counts', counts, { signal }), enabled: may('inbox') });
  useEffect(() => {
    if (localStorage.getItem('zhanggui-push-device') !== null)
      void import('./push/subscription.ts').then(({ renewSubscription }) => renewSubscription()).catch(() => undefined);
  }, []);
  const need = waiting.data?.needs_reply ?? 0;
  const told = useTold(live.latest, place);
  const pages = navPages.filter(({ permission }) => may(permission));
  const here = pages.find(({ to }) => place.startsWith(to))?.label(t);
  return (
    <div className="shell" data-deep={/^\/(inbox|flows)\/./.test(place) || undefined}>
      <title>{`${need > 0 ? `(${need}) ` : ''}${here ? `${here} · ` : ''}${t.title}`}</title>
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <nav className="rail" aria-label={t.menu}>
        <img src="/console/icon.svg" alt="" width="32" height="32" />
        {pages.map(({ to, label, icon }, at) => (
          <Link key={to} to={to} aria-current={place.startsWith(to) ? 'page' : undefined} data-more={(pages.length > 5 && at > 3) || undefined}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={icon} />
            </svg>
            <span>{label(t)}</span>
            {to === '/inbox' && need > 0 && <b className="count">{need > 999 ? '999+' : need}</b>}
          </Link>
        ))}
        {pages.length > 5 && (
          <Link
            to="/more"
            className="more-link"
            aria-current={place === '/more' || pages.some(({ to }, at) => at > 3 && place.startsWith(to)) ? 'page' : undefined}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M5 12h.01 M12 12h.01 M19 12h.01" />
            </svg>
            <span>{t.allPages}</span>
          </Link>
        )}
        <span className="who">{me.name}</span>
      </nav>
      <div className="body" id="content" tabIndex={-1}>
        {!live.online && (
          <p className="banner" role="alert">
            {t.offline}
          </p>
        )}
        {live.ringing.map((call) => (
          <Ringing key={call.id} call={call} />
        ))}
        {children(live)}
        <PaletteKey may={may} />
        <p className="unseen" aria-live="polite">
          {told}
        </p>
      </div>
    </div>
  );
}

/** What a reader says of a customer who waits, wherever one works: once for each message. The open conversation tells its own. */
function useTold(latest: Conversation | undefined, place: string): string {
  const { t } = useWords();
  const [told, setTold] = useState('');
  const heard = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes is the conversation
  useEffect(() => {
    if (!latest) return;
    const isNew = latest.messages > (heard.current.get(latest.id) ?? 0);
    heard.current.set(latest.id, latest.messages);
    if (isNew && latest.waits !== undefined && place !== `/inbox/${encodeURIComponent(latest.id)}`)
      setTold(t.newMessage(customerName(latest, t), latest.preview));
  }, [latest]);
  return told;
}
