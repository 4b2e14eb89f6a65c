/** A call of the shop over WhatsApp: whether the customer allows it, the request, and the call in a page of its own. */
import { Alert, Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, pathOf } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { voiceAsked, voiceMade, voiceState } from '../shapes.ts';
import { whole } from '../times.ts';
import { openCallPage } from './call-page.ts';

export function VoiceCall({ id }: { id: string }) {
  const { t, lang } = useWords();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState<string>();
  const path = pathOf('conversations', id, '/voice-call');
  const state = useQuery({
    queryKey: ['voice-call', id],
    queryFn: ({ signal }) => ask(path, voiceState, { signal }),
    enabled: open,
    staleTime: 0,
    retry: false,
  });
  const call = useMutation({
    mutationFn: () => openCallPage(async () => (await ask(path, voiceMade, { method: 'POST', body: {} })).shop),
    onSuccess: () => setOpen(false),
  });
  const request = useMutation({ mutationFn: () => ask(`${path}/permission`, voiceAsked, { method: 'POST', body: { text: text ?? t.voiceAskText } }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    request.mutate();
  };
  const told = state.data;
  const failed = state.error ?? call.error ?? request.error;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          call.reset();
          request.reset();
          setOpen(true);
        }}
      >
        {t.voiceCall}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t.voiceCall} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
        <div className="stack">
          {failed && (
            <Alert color="red" role="alert">
              {failureText(failed, t)}
            </Alert>
          )}
          {told && (
            <p>{told.permission === 'none' ? t.voiceNotAllowed : told.until === undefined ? t.voiceAllowed : t.voiceAllowedUntil(whole(told.until, lang))}</p>
          )}
          {told && told.unanswered > 0 && <p className="quiet">{t.voiceUnanswered(told.unanswered)}</p>}
          {told && told.permission !== 'none' && !told.may_call && <p>{t.voiceLimit}</p>}
          {told?.may_call && (
            <Button onClick={() => call.mutate()} loading={call.isPending}>
              {t.voiceCallNow}
            </Button>
          )}
          {told?.permission === 'none' && !told.may_ask && <p>{t.voiceAskedEnough}</p>}
          {told?.permission === 'none' && told.may_ask && !request.isSuccess && (
            <form className="stack" onSubmit={submit}>
              <Textarea
                label={t.voiceAskLabel}
                required
                maxLength={1_024}
                autosize
                value={text ?? t.voiceAskText}
                onChange={({ currentTarget }) => setText(currentTarget.value)}
              />
              <Button type="submit" loading={request.isPending}>
                {t.voiceAsk}
              </Button>
            </form>
          )}
          {request.isSuccess && <p role="status">{t.voiceAskSent}</p>}
        </div>
      </Modal>
    </>
  );
}
