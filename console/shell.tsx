/** The frame of every page: menu, banner, keys, and the live stream. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ask } from './api.ts';
import { useWords } from './language.tsx';
import { type LiveState, useLive } from './live.ts';
import { type Conversation, counts, type Me } from './shapes.ts';

export interface Live extends LiveState {
  /** The conversation that changed last. */
  latest: Conversation | undefined;
}

interface ShellProps {
  me: Me;
  may(permission: string): boolean;
  children(live: Live): ReactNode;
}

/** With the stream for whoever has an inbox; others have nothing that changes under their eyes. */
export function Shell(props: ShellProps) {
  return props.may('inbox') ? <WithStream {...props} /> : <Frame {...props} live={{ online: true, present: new Map(), latest: undefined }} />;
}

function WithStream(props: ShellProps) {
  const [latest, setLatest] = useState<Conversation>();
  const state = useLive(setLatest);
  return <Frame {...props} live={{ ...state, latest }} />;
}

function Frame({ me, may, children, live }: ShellProps & { live: Live }) {
  const { t } = useWords();
  const [place] = useLocation();
  const waiting = useQuery({ queryKey: ['counts'], queryFn: ({ signal }) => ask('/console/counts', counts, { signal }), enabled: may('inbox') });
  const need = waiting.data?.needs_reply ?? 0;
  const pages = [
    ...(may('inbox') ? [{ to: '/inbox', label: t.inbox, icon: 'M3 5h18v14H3z M3 13h5l2 3h4l2-3h5', count: need }] : []),
    ...(may('flows') ? [{ to: '/flows', label: t.flows, icon: 'M4 4h7v5H4z M13 15h7v5h-7z M7 9v4c0 3 2 4 6 4', count: 0 }] : []),
    ...(may('settings')
      ? [{ to: '/team', label: t.team, icon: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6z M2 20c0-4 3-6 6-6s6 2 6 6 M16 5a3 3 0 0 1 0 6 M17 14c3 0 5 2 5 6', count: 0 }]
      : []),
    { to: '/account', label: t.account, icon: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 21c0-4 4-6 8-6s8 2 8 6', count: 0 },
  ];
  return (
    <div className="shell" data-deep={/^\/(inbox|flows)\/./.test(place) || undefined}>
      <title>{`${need > 0 ? `(${need}) ` : ''}${t.title}`}</title>
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <nav className="rail" aria-label={t.menu}>
        <img src="/console/icon.svg" alt="" width="32" height="32" />
        {pages.map(({ to, label, icon, count }) => (
          <Link key={to} to={to} aria-current={place.startsWith(to) ? 'page' : undefined}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={icon} />
            </svg>
            <span>{label}</span>
            {count > 0 && <b className="count">{count > 999 ? '999+' : count}</b>}
          </Link>
        ))}
        <span className="who">{me.name}</span>
      </nav>
      <div className="body" id="content">
        {!live.online && (
          <p className="banner" role="alert">
            {t.offline}
          </p>
        )}
        {children(live)}
      </div>
    </div>
  );
}
