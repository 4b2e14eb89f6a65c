/** The accounts that the shop is reached on: how each is, what is wrong, and what to do. */
import { Alert, Badge, Button, CopyButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiError, ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { Page, Trouble } from '../page.tsx';
import { Qr } from '../qr.tsx';
import { channelList, findings, pairing } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';
import { whole } from '../times.ts';
import { TestMessage } from './test-message.tsx';
import { channelWords } from './words.ts';

/** States in which something happens by itself soon. */
const moving = new Set(['starting', 'need_qr', 'authenticating']);
const soonMs = 3_000;

export function Channels({ may }: { may(permission: string): boolean }) {
  const { t, lang } = useWords();
  const w = useOwnWords(channelWords);
  const [testing, setTesting] = useState<string>();
  const queries = useQueryClient();
  const list = useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => ask('/channels', channelList, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => moving.has(one.state)) ? soonMs : 60_000),
  });
  const doctor = useQuery({ queryKey: ['channel-findings'], queryFn: ({ signal }) => ask('/channels/findings', findings, { signal }) });
  const restart = useMutation({
    mutationFn: (id: string) => ask(`/channels/${encodeURIComponent(id)}/restart`, nothing, { method: 'POST', body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['channels'] }),
  });
  const alone = list.data?.items.every(({ channel }) => channel === 'webchat');
  return (
    <Page title={t.channels} lead={t.channelsLead}>
      <Trouble error={list.error ?? restart.error} onAgain={list.refetch} />
      {!list.data && !list.error && <Nothing text={t.loading} />}
      <ul className="rows">
        {list.data?.items.map((one) => {
          const good = one.state === 'ready';
          return (
            <li key={one.id}>
              <div className="grow">
                <p className="acts">
                  <strong>{channelName(one.channel, lang)}</strong>
                  <span className="quiet">{one.account}</span>
                  <Badge variant="light" color={good ? 'gray' : one.state === 'degraded' || moving.has(one.state) ? 'orange' : 'red'}>
                    {t.channelStates[one.state]}
                  </Badge>
                </p>
                {!good && <p>{t.channelCures[one.state]}</p>}
                {one.detail && <p className="quiet text">{t.inItsWords(one.detail)}</p>}
                {one.resting.map(({ what, until, ...words }) => (
                  <p key={what + until}>{t.resting(words[lang], whole(Date.parse(until), lang))}</p>
                ))}
                {one.risk && <p className="quiet">{one.risk[lang]}</p>}
                {one.webhook && <Webhook address={one.webhook} />}
                {one.pairing && <Pairing id={one.id} onNew={() => restart.mutate(one.id)} />}
              </div>
              {(good || one.state === 'degraded') && (
                <Button size="xs" variant="default" aria-label={`${w.test}: ${channelName(one.channel, lang)}`} onClick={() => setTesting(one.id)}>
                  {w.test}
                </Button>
              )}
              <Button
                size="xs"
                variant="default"
                aria-label={`${t.restartChannel}: ${channelName(one.channel, lang)}`}
                onClick={() => restart.mutate(one.id)}
                loading={restart.isPending && restart.variables === one.id}
              >
                {t.restartChannel}
              </Button>
            </li>
          );
        })}
      </ul>
      {alone && (
        <Nothing text={t.onlyWebChat}>
          <p className="quiet">{t.onlyWebChatDo}</p>
        </Nothing>
      )}
      {doctor.data && doctor.data.items.length > 0 && (
        <section>
          <h2>{t.doctorSays}</h2>
          {doctor.data.items.map(({ level, where, what, cure }) => (
            <Alert key={where + what.en} color={level === 'missing' ? 'red' : 'orange'} className="wide-alert">
              <p>
                <code>{where}</code> {what[lang]}
              </p>
              <p>{t.whatToDo(cure[lang])}</p>
            </Alert>
          ))}
        </section>
      )}
      {testing !== undefined && <TestMessage key={testing} id={testing} mayPick={may('inbox')} onClose={() => setTesting(undefined)} />}
    </Page>
  );
}

/** The address at which the provider tells of messages. */
function Webhook({ address }: { address: string }) {
  const { t } = useWords();
  return (
    <p className="acts">
      <span className="quiet">{t.webhookAddress}</span> <code className="text">{address}</code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" aria-label={`${t.copyAddress}: ${address}`} onClick={copy}>
            {copied ? t.addressCopied : t.copyAddress}
          </Button>
        )}
      </CopyButton>
    </p>
  );
}

/** What to scan or type now. Whoever sees it can link the account, so it is shown on request only. */
function Pairing({ id, onNew }: { id: string; onNew(): void }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const code = useQuery({
    queryKey: ['pairing', id],
    queryFn: ({ signal }) => ask(`/channels/${encodeURIComponent(id)}/pairing`, pairing, { signal }),
    enabled: open,
    refetchInterval: soonMs,
    retry: false,
  });
  const now = useSeconds(open);
  if (!open)
    return (
      <Button size="xs" onClick={() => setOpen(true)}>
        {t.showQr}
      </Button>
    );
  if (code.error instanceof ApiError && code.error.status === 404) return <p role="status">{t.nothingToPair}</p>;
  if (!code.data) return <Trouble error={code.error} />;
  const { qr, code: typed, at, left } = code.data;
  return (
    <div className="stack">
      <Lasting left={left === undefined ? undefined : left - (now - code.dataUpdatedAt)} at={at}>
        {qr && <Qr text={qr} label={t.qrPicture} />}
        {typed && <p className="big">{typed}</p>}
      </Lasting>
      <Button size="xs" variant="default" onClick={onNew}>
        {t.newQr}
      </Button>
    </div>
  );
}

/** The present time, epoch ms; every second anew while it is on. */
function useSeconds(on: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!on) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [on]);
  return now;
}

/** A code with the time for which it is good; one that is over cannot be scanned by mistake. `left`: ms, where the channel knows. */
function Lasting({ left, at, children }: { left: number | undefined; at: number; children: ReactNode }) {
  const { t, lang } = useWords();
  const w = useOwnWords(channelWords);
  if (left === undefined)
    return (
      <>
        {children}
        <p className="quiet">{t.qrMadeAt(whole(at, lang))}</p>
      </>
    );
  const seconds = Math.max(0, Math.ceil(left / 1_000));
  return (
    <>
      <div className="lasting" data-over={seconds === 0 || undefined}>
        {children}
      </div>
      <p className="quiet" role="timer">
        {seconds > 0 ? w.codeLeft(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`) : w.codeOver}
      </p>
    </>
  );
}
