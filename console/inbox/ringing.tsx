/** A customer who rings: who it is, and how to answer. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask, pathOf } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { conversation, link, type RingingCall } from '../shapes.ts';
import { openCallPage } from './call-page.ts';
import { customerName } from './customer-name.ts';

export function Ringing({ call }: { call: RingingCall }) {
  const { t } = useWords();
  const { conversation: id } = call;
  const one = useQuery({ queryKey: ['conversation', id], queryFn: ({ signal }) => ask(pathOf('conversations', id), conversation, { signal }) });
  const answer = useMutation({
    mutationFn: () => openCallPage(() => ask(`/calls/${encodeURIComponent(call.id)}/answer`, link, { method: 'POST', body: {} })),
  });
  return (
    <div className="banner ringing" role="alert">
      <strong>{t.rings(one.data ? customerName(one.data, t) : t.someone)}</strong>
      {answer.error && <span>{failureText(answer.error, t)}</span>}
      <Button size="xs" onClick={() => answer.mutate()} loading={answer.isPending}>
        {t.answerCall}
      </Button>
      <Link to={`/inbox/${encodeURIComponent(id)}`}>{t.openConversation}</Link>
    </div>
  );
}
