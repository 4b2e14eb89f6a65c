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
import { pushWords } from './words.ts';

const device = z.object({ id: z.string(), agent: z.string(), at: z.number(), words: z.boolean(), muted: z.array(z.string()) });
const devices = z.object({ key: z.string(), items: z.array(device), id: z.optional(z.string()) });
const tested = z.object({ sent: z.boolean() });
const keptId = 'zhanggui-push-device';
const channels = ['webchat', 'telegram', 'whatsapp-cloud', 'whatsapp-web', 'wechat-official', 'wecom', 'wechaty'];

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
const textOf = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer())))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

export const canPush = (): boolean => window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** Thrown where the person, or the browser, says no. */
class Denied extends Error {}

interface Wants {
  words: boolean;
  muted: readonly string[];
}

/** Has the browser take notices; the body for the API. */
async function subscribed(key: string, lang: string, wants: Wants): Promise<object> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Denied();
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  return { endpoint: made.endpoint, keys: { p256dh: textOf(made.getKey('p256dh')), auth: textOf(made.getKey('auth')) }, lang, ...wants };
}

export function PushNotices() {
  const { lang } = useWords();
  const w = useOwnWords(pushWords);
  const queries = useQueryClient();
  const [mine, setMine] = useState(() => localStorage.getItem(keptId));
  const read = useQuery({ queryKey: ['push'], queryFn: ({ signal }) => ask('/console/push', devices, { signal }) });
  const items = read.data?.items ?? [];
  const here = items.find(({ id }) => id === mine);
  const took = (after: z.infer<typeof devices>) => queries.setQueryData(['push'], after);
  const on = useMutation({
    mutationFn: async (wants: Wants) => ask('/console/push', devices, { method: 'POST', body: await subscribed(read.data?.key ?? '', lang, wants) }),
    onSuccess: (after) => {
      if (after.id) localStorage.setItem(keptId, after.id);
      setMine(after.id ?? null);
      took(after);
    },
  });
  const off = useMutation({ mutationFn: (id: string) => ask(`/console/push/${id}`, devices, { method: 'DELETE' }), onSuccess: took });
  const test = useMutation({ mutationFn: (id: string) => ask(`/console/push/${id}/test`, tested, { method: 'POST', body: {} }) });
  useEffect(() => {
    void navigator.clearAppBadge?.().catch(() => undefined);
  }, []);
  const wanted = here ?? { words: false, muted: [] };
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
            <input type="checkbox" checked={here.words} onChange={({ currentTarget }) => on.mutate({ words: currentTarget.checked, muted: here.muted })} />{' '}
            {w.words}
          </label>
          <fieldset className="checks">
            <legend>{w.muted}</legend>
            {channels.map((channel) => (
              <label key={channel} className="check">
                <input
                  type="checkbox"
                  checked={here.muted.includes(channel)}
                  onChange={({ currentTarget }) =>
                    on.mutate({ words: here.words, muted: currentTarget.checked ? [...here.muted, channel] : here.muted.filter((one) => one !== channel) })
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
