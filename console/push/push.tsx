/** Notices on one's own devices: switched on and off for this browser, tried out, and taken away from others. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import * as z from 'zod/mini';
import { agentName } from '../agent-name.ts';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { whole } from '../times.ts';
import { canPush, Denied, type Devices, devices, knownAs, subscribe, type Wants } from './subscription.ts';
import { pushWords } from './words.ts';

const tested = z.object({ sent: z.boolean() });
const channels = ['webchat', 'telegram', 'whatsapp-cloud', 'whatsapp-web', 'wechat-official', 'wecom', 'wechaty'];

export function PushNotices() {
  const { lang } = useWords();
  const w = useOwnWords(pushWords);
  const queries = useQueryClient();
  const [mine, setMine] = useState(knownAs.get);
  const read = useQuery({ queryKey: ['push'], queryFn: ({ signal }) => ask('/console/push', devices, { signal }) });
  const items = read.data?.items ?? [];
  const here = items.find(({ id }) => id === mine);
  const took = (after: Devices) => queries.setQueryData(['push'], after);
  const on = useMutation({
    mutationFn: (wants: Wants) => subscribe(read.data?.key ?? '', lang, wants),
    onSuccess: (after) => {
      setMine(after.id ?? null);
      took(after);
    },
  });
  const off = useMutation({ mutationFn: (id: string) => ask(`/console/push/${id}`, devices, { method: 'DELETE' }), onSuccess: took });
  const test = useMutation({ mutationFn: (id: string) => ask(`/console/push/${id}/test`, tested, { method: 'POST', body: {} }) });
  useEffect(() => {
    void navigator.clearAppBadge?.().catch(() => undefined);
  }, []);
  const wanted: Wants = here ?? { words: false, muted: [], unassigned: true };
  const isDenied = on.error instanceof Denied;
  return (
    <section aria-label={w.title}>
      <h2>{w.title}</h2>
      <p className="quiet">{w.lead}</p>
      <Trouble error={read.error ?? (isDenied ? null : on.error) ?? off.error ?? test.error} onAgain={read.error ? read.refetch : undefined} />
      {isDenied && <p role="alert">{w.denied}</p>}
      {!canPush() && <p>{w.cannot}</p>}
      {canPush() && !here && (
        <Button variant="default" size="xs" disabled={!read.data} loading={on.isPending} onClick={() => on.mutate(wanted)}>
          {`${w.on}: ${w.here}`}
        </Button>
      )}
      {here && (
        <>
          <label className="check">
            <input type="checkbox" checked={here.words} onChange={({ currentTarget }) => on.mutate({ ...wanted, words: currentTarget.checked })} /> {w.words}
          </label>
          <label className="check">
            <input type="checkbox" checked={here.unassigned} onChange={({ currentTarget }) => on.mutate({ ...wanted, unassigned: currentTarget.checked })} />{' '}
            {w.unassigned}
          </label>
          <fieldset className="checks">
            <legend>{w.muted}</legend>
            {channels.map((channel) => (
              <label key={channel} className="check">
                <input
                  type="checkbox"
                  checked={here.muted.includes(channel)}
                  onChange={({ currentTarget }) =>
                    on.mutate({ ...wanted, muted: currentTarget.checked ? [...here.muted, channel] : here.muted.filter((one) => one !== channel) })
                  }
                />{' '}
                {channelName(channel, lang)}
              </label>
            ))}
          </fieldset>
        </>
      )}
      {items.length === 0 && read.data && <p className="quiet">{w.none}</p>}
      {items.length > 0 && (
        <ul className="rows">
          {items.map(({ id, agent, at }) => (
            <li key={id}>
              <div className="grow">
                <strong>{agentName(agent)}</strong> <span className="quiet">{id === mine ? w.here : whole(at, lang)}</span>
              </div>
              <Button size="xs" variant="default" loading={test.isPending && test.variables === id} onClick={() => test.mutate(id)}>
                {w.test}
              </Button>
              <Button size="xs" variant="default" onClick={() => off.mutate(id)}>
                {w.off}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {test.data && <p role="status">{test.data.sent ? w.tested : w.notTested}</p>}
    </section>
  );
}
