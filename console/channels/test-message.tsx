/** A test message by one channel: whom, a look at it, then what became of it. */
import { Alert, Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, pathOf } from '../api.ts';
import { channelName, knownAs } from '../channels.ts';
import { customerName } from '../inbox/customer-name.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { conversationList } from '../shapes.ts';
import { testOutcome, testPreview, testSent } from './shapes.ts';
import { channelWords } from './words.ts';

const soonMs = 1_000;
/** After so long it is told that it takes long, and looked at less often. */
const patientMs = 20_000;

export function TestMessage({ id, mayPick, onClose }: { id: string; mayPick: boolean; onClose(): void }) {
  const { t, lang } = useWords();
  const w = useOwnWords(channelWords);
  const [to, setTo] = useState('');
  const [template, setTemplate] = useState(0);
  const name = channelName(id.split(':')[0] ?? id, lang);
  const path = pathOf('channels', id, '/test');
  const chats = useQuery({
    queryKey: ['newest-chats'],
    queryFn: ({ signal }) => ask('/conversations?limit=100', conversationList, { signal }),
    enabled: mayPick,
  });
  const here = (chats.data?.items ?? []).filter((one) => one.id.startsWith(`${id}:`)).slice(0, 20);
  const look = useMutation({ mutationFn: () => ask(`${path}/preview`, testPreview, { method: 'POST', body: { to: to.trim(), lang } }) });
  const seen = look.data;
  const chosen = seen?.closed ? seen.templates[template] : undefined;
  const send = useMutation({
    mutationFn: () => ask(path, testSent, { method: 'POST', body: { to: seen?.to, lang, ...(chosen && { template: chosen }) } }),
  });
  const again = () => {
    send.reset();
    look.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (seen) send.mutate();
    else look.mutate();
  };
  const isStuck = seen?.problem !== undefined || (seen?.closed === true && seen.templates.length === 0);
  return (
    <Modal opened onClose={onClose} title={w.testTitle(name)} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      {send.data ? (
        <Outcome id={id} message={send.data.message} onAgain={again} onClose={onClose} />
      ) : (
        <form className="stack" onSubmit={submit}>
          {!seen && (
            <>
              <p className="quiet">{w.testLead}</p>
              <TextInput
                label={w.to}
                description={w.toHint}
                required
                data-autofocus
                maxLength={500}
                value={to}
                onChange={({ currentTarget }) => setTo(currentTarget.value)}
              />
              {here.length > 0 && (
                <NativeSelect
                  label={w.recent}
                  data={[
                    { value: '', label: w.chooseChat },
                    ...here.map((one) => ({ value: one.id, label: [customerName(one, t), knownAs(one.id.slice(id.length + 1))].filter(Boolean).join(' · ') })),
                  ]}
                  value={here.some((one) => one.id === to) ? to : ''}
                  onChange={({ currentTarget }) => setTo(currentTarget.value)}
                />
              )}
            </>
          )}
          {seen && (
            <>
              <p className="text">
                {w.goesTo([seen.name ?? '', knownAs(seen.to.slice(id.length + 1)) || (seen.name ? '' : seen.to)].filter(Boolean).join(' · '))}
              </p>
              <p className="bubble text">{chosen ? `[${chosen.name}]` : seen.text}</p>
              {seen.problem && (
                <Alert color="orange" role="alert">
                  {seen.problem[lang]}
                </Alert>
              )}
              {seen.closed && !seen.problem && (
                <Alert color="orange" role="alert">
                  {w.closed} {seen.templates.length === 0 && w.noTemplates}
                </Alert>
              )}
              {seen.closed && seen.templates.length > 0 && (
                <NativeSelect
                  label={w.template}
                  data={seen.templates.map((one, n) => ({ value: String(n), label: `${one.name} (${one.lang})` }))}
                  value={String(template)}
                  onChange={({ currentTarget }) => setTemplate(Number(currentTarget.value))}
                />
              )}
            </>
          )}
          <Trouble error={look.error ?? send.error} />
          <div className="acts">
            {seen && (
              <Button type="button" variant="default" onClick={again}>
                {t.back}
              </Button>
            )}
            <Button type="submit" loading={look.isPending || send.isPending} disabled={seen ? isStuck : to.trim() === ''}>
              {seen ? w.send : w.look}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

function Outcome({ id, message, onAgain, onClose }: { id: string; message: string; onAgain(): void; onClose(): void }) {
  const { t, lang } = useWords();
  const w = useOwnWords(channelWords);
  const [since] = useState(Date.now);
  const found = useQuery({
    queryKey: ['channel-test', message],
    queryFn: ({ signal }) => ask(`${pathOf('channels', id, '/test')}/${encodeURIComponent(message)}`, testOutcome, { signal }),
    refetchInterval: ({ state: { data, dataUpdatedAt } }) =>
      data && data.state !== 'waiting' ? false : dataUpdatedAt - since > patientMs ? 10 * soonMs : soonMs,
    gcTime: 0,
  });
  const { state, arrived, why, detail } = found.data ?? { state: 'waiting' as const, arrived: false };
  const bad = state === 'failed' || state === 'unknown';
  const slow = state === 'waiting' && found.dataUpdatedAt - since > patientMs;
  return (
    <div className="stack">
      <Trouble error={found.error} onAgain={found.refetch} />
      <Alert color={bad ? (state === 'failed' ? 'red' : 'orange') : state === 'sent' ? 'green' : 'gray'} role={bad ? 'alert' : 'status'}>
        <p>
          {state === 'sent' ? (arrived ? w.arrived : w.sent) : state === 'failed' ? w.failed : state === 'unknown' ? w.unknown : slow ? w.slow : w.underWay}
        </p>
        {why && <p>{why[lang]}</p>}
        {detail && <p className="quiet text">{t.inItsWords(detail)}</p>}
      </Alert>
      <div className="acts">
        <Button onClick={onClose}>{t.done}</Button>
        {state !== 'waiting' && (
          <Button variant="default" onClick={onAgain}>
            {w.another}
          </Button>
        )}
      </div>
    </div>
  );
}
