import { Alert, Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { BarChart } from '../charts/bar-chart.tsx';
import { customerName } from '../inbox/customer-name.ts';
import { useWords } from '../language.tsx';
import { number, sums } from '../money.ts';
import { Nothing } from '../nothing.tsx';
import { Trouble } from '../page.tsx';
import type { BroadcastPreview } from '../screen-shapes.ts';
import { conversationList, nothing } from '../shapes.ts';

interface Props {
  id: string;
  seen: BroadcastPreview | undefined;
  error: unknown;
  onAgain(): unknown;
  may(permission: string): boolean;
}

/** Who would get it now, who would not and why, how it looks, and a test to oneself. */
export function BroadcastPreviewPane({ id, seen, error, onAgain, may }: Props) {
  const { t, lang } = useWords();
  if (!seen) return error ? <Trouble error={error} onAgain={onAgain} /> : <Nothing text={t.loading} />;
  const shown = (value: number) => number(value, lang);
  const channels = Object.entries(seen.byChannel).map(([channel, value]) => ({ label: channelName(channel, lang), value, shown: shown(value) }));
  const left = Object.entries(seen.excluded).map(([code, value]) => ({ label: seen.words?.[code]?.[lang] ?? code, value, shown: shown(value) }));
  return (
    <>
      <section>
        <h2>{t.whoGetsIt}</h2>
        <p>
          <strong>{t.wouldGet(shown(seen.reachable), shown(seen.count))}</strong> {seen.later > 0 && t.laterThanNow(shown(seen.later))}
        </p>
        {seen.cost.sums.some(({ amount }) => amount > 0) && <p>{t.wouldCost(sums(seen.cost.sums, lang))}</p>}
        {channels.length > 0 && <BarChart title={t.byChannel} bars={channels} />}
        {left.length > 0 && (
          <>
            <h3>{t.whoDoesNot}</h3>
            <ul className="lines">
              {left.map(({ label, shown: people }) => (
                <li key={label}>
                  <strong>{people}</strong> {label}
                </li>
              ))}
            </ul>
          </>
        )}
        {seen.warnings.map((warning) => (
          <Alert key={warning.en} color="orange" className="wide-alert">
            {warning[lang]}
          </Alert>
        ))}
      </section>
      <section>
        <h2>{t.howItLooks}</h2>
        <div className="cards">
          {(seen.examples.length > 0
            ? seen.examples.map(({ contact, name, channel, shown: texts }) => ({
                key: contact,
                title: `${name ?? t.someone} · ${channelName(channel, lang)}`,
                texts,
              }))
            : Object.entries(seen.forms).map(([channel, texts]) => ({ key: channel, title: channelName(channel, lang), texts }))
          ).map(({ key, title, texts }) => (
            <div key={key} className="card">
              <h3>{title}</h3>
              {texts.map((text) => (
                <div key={text} className="bubble">
                  <p className="text">{text}</p>
                </div>
              ))}
            </div>
          ))}
        </div>
      </section>
      <TestToOneself id={id} may={may} />
    </>
  );
}

/** Sends it once to a chat of one's own. */
function TestToOneself({ id, may }: { id: string; may(permission: string): boolean }) {
  const { t, lang } = useWords();
  const [address, setAddress] = useState('');
  const recent = useQuery({
    queryKey: ['recent'],
    queryFn: ({ signal }) => ask('/conversations?limit=30', conversationList, { signal }),
    enabled: may('inbox'),
  });
  const send = useMutation({
    mutationFn: () => ask(`/broadcasts/${encodeURIComponent(id)}/test`, nothing, { method: 'POST', body: { address } }),
  });
  const choices = (recent.data?.items ?? []).map((one) => ({ value: one.id, label: `${customerName(one, t)} · ${channelName(one.channel, lang)}` }));
  return (
    <section>
      <h2>{t.testIt}</h2>
      <p className="quiet">{t.testItHint}</p>
      <div className="fields">
        {may('inbox') ? (
          <NativeSelect
            label={t.testTo}
            data={[{ value: '', label: t.pickChat }, ...choices]}
            value={address}
            onChange={({ currentTarget }) => setAddress(currentTarget.value)}
          />
        ) : (
          <TextInput label={t.testTo} placeholder="telegram:main:42" value={address} onChange={({ currentTarget }) => setAddress(currentTarget.value)} />
        )}
        <Button variant="default" onClick={() => send.mutate()} disabled={address === ''} loading={send.isPending}>
          {t.sendTest}
        </Button>
      </div>
      <p role="status">{send.isSuccess && t.testSent}</p>
      <Trouble error={send.error} />
    </section>
  );
}
