import { Alert, Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { type Conversation, type Me, team } from '../shapes.ts';
import { duration, useNow, whole } from '../times.ts';
import type { Words } from '../words-en.ts';
import { OwnerBadge } from './conversation-list.tsx';
import { customerName } from './customer-name.ts';
import { TimeMenu } from './time-menu.tsx';
import { useAct } from './use-act.ts';
import { VoiceCall } from './voice-call.tsx';

/** Why people have it. */
const causeText = (cause: string, t: Words): string =>
  cause === 'asked' ? t.causeAsked : cause === 'not_understood' ? t.causeNotUnderstood : t.causeFlow(cause.replace(/^flow /, ''));

/** Name, channel, who has it, and what can be done with the conversation. */
export function ThreadHead({ one, me, onBack, onPanel }: { one: Conversation; me: Me; onBack(): void; onPanel(): void }) {
  const { t, lang } = useWords();
  const now = useNow();
  const people = useQuery({ queryKey: ['team'], queryFn: ({ signal }) => ask('/console/team', team, { signal }) });
  const act = useAct(one.id);
  const closing = one.planned?.some(({ act: what }) => what === 'close') ?? false;
  const mine = one.state === 'handoff' && one.owner === me.name;
  const able = people.data?.items.filter(({ off, role, id }) => !off && role !== 'editor' && id !== me.id) ?? [];
  return (
    <header className="thread-head">
      <Button className="back" variant="subtle" color="gray" size="compact-md" onClick={onBack} aria-label={t.back}>
        ‹
      </Button>
      <div className="thread-name">
        <h1>{customerName(one, t)}</h1>
        <span className="quiet">
          {channelName(one.channel, lang)}
          {!one.reachable && ` · ${t.unreachable}`}
          {one.lost !== undefined && ` · ${t.lostBy(one.lost)}`}
          {one.cause !== undefined && ` · ${causeText(one.cause, t)}`}
          {one.later !== undefined && ` · ${one.later === null ? t.laterUntilAnswer : t.laterUntil(whole(one.later, lang))}`}
          {one.window?.open && one.window.until !== undefined && ` · ${t.windowLeft(duration(one.window.until - now, lang))}`}
        </span>
        <OwnerBadge one={one} />
      </div>
      <div className="acts">
        {!mine && (
          <Button data-key="t" size="xs" onClick={() => act.mutate({ to: '/handoff' })} loading={act.isPending}>
            {t.takeOver}
          </Button>
        )}
        {one.state === 'handoff' && one.owner !== 'bot' && (
          <Button data-key="b" size="xs" variant="default" aria-label={t.giveBackToBot} onClick={() => act.mutate({ to: '/handback' })}>
            {t.giveBack}
          </Button>
        )}
        <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false} onOpen={() => people.refetch()}>
          <Menu.Target>
            <Button data-key="a" size="xs" variant="default">
              {t.assign}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {able.map(({ id, name }) => (
              <Menu.Item key={id} aria-label={t.assignTo(name)} onClick={() => act.mutate({ to: '/assign', body: { to: id, undo: true } })}>
                {name}
              </Menu.Item>
            ))}
            {!mine && (
              <Menu.Item aria-label={t.assignToMe} onClick={() => act.mutate({ to: '/handoff' })}>
                {t.assignToMe}
              </Menu.Item>
            )}
            {able.length === 0 && people.isSuccess && (
              <Menu.Item component={Link} href={me.permissions.includes('settings') ? '/team' : '/inbox'}>
                {t.nobodyElse}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
        {one.later === undefined ? (
          <TimeMenu
            title={t.putOff}
            onPick={(until) => act.mutate({ to: '/snooze', body: { until } })}
            target={
              <Button data-key="s" size="xs" variant="default">
                {t.putOff}
              </Button>
            }
            first={<Menu.Item onClick={() => act.mutate({ to: '/snooze', body: {} })}>{t.untilAnswer}</Menu.Item>}
          />
        ) : (
          <Button data-key="s" size="xs" variant="default" onClick={() => act.mutate({ to: '/snooze', method: 'DELETE' })}>
            {t.takeUp}
          </Button>
        )}
        {one.voiceCall && <VoiceCall id={one.id} />}
        {one.state !== 'closed' && !closing && (
          <Button data-key="e" size="xs" variant="default" onClick={() => act.mutate({ to: '/close', body: { undo: true } })}>
            {t.close}
          </Button>
        )}
        <Button className="panel-button" size="xs" variant="default" onClick={onPanel}>
          {t.customer}
        </Button>
      </div>
      {act.error && (
        <Alert color="red" role="alert" className="head-alert">
          {failureText(act.error, t)}
        </Alert>
      )}
    </header>
  );
}
