/** A talk with the own bot, as a customer of the web chat has it. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { ask, pathOf } from '../api.ts';
import { Message } from '../inbox/message.tsx';
import { useOwnWords, useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { messageList } from '../shapes.ts';
import { useNow } from '../times.ts';
import { started } from './shapes.ts';
import { startWords } from './words.ts';

export function TryTalk({ conversation, onTried }: { conversation: string | undefined; onTried(): unknown }) {
  const { t } = useWords();
  const s = useOwnWords(startWords);
  const now = useNow();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [made, setMade] = useState<string>();
  const id = made ?? conversation;
  // The live stream says when there is more; the first message may be there before its conversation is.
  const read = useQuery({
    queryKey: ['messages', id, 'try'],
    queryFn: ({ signal }) => ask(pathOf('conversations', id ?? '', '/messages?limit=20'), messageList, { signal }),
    enabled: id !== undefined,
    retry: 5,
    retryDelay: 300,
  });
  const send = useMutation({
    mutationFn: (words: string) => ask('/console/start/try', started, { method: 'POST', body: { text: words } }),
    onSuccess: async ({ conversation: to }, words) => {
      // What was typed since is the next message.
      setText((typed) => (typed.trim() === words ? '' : typed));
      setMade(to);
      await queries.invalidateQueries({ queryKey: ['messages', to] });
      onTried();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') send.mutate(text.trim());
  };
  const lines = [...(read.data?.items ?? [])].reverse();
  return (
    <section className="card try" aria-label={s.tryTitle}>
      <h2>{s.tryTitle}</h2>
      <p className="quiet">{s.tryLead}</p>
      {lines.length > 0 && (
        <div className="try-lines" role="log" aria-live="polite">
          {lines.map((message) => (
            <Message key={message.id} message={message} now={now} asCustomer />
          ))}
        </div>
      )}
      <div className="acts">
        {s.tryExamples.map((example) => (
          <Button key={example} size="xs" variant="default" onClick={() => send.mutate(example)} disabled={send.isPending}>
            {example}
          </Button>
        ))}
      </div>
      <form className="compose-row" onSubmit={submit}>
        <TextInput aria-label={s.tryOwn} placeholder={s.tryOwn} maxLength={1_000} value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
        <Button type="submit" loading={send.isPending} disabled={text.trim() === ''}>
          {t.send}
        </Button>
      </form>
      <Trouble error={send.error} />
      {id !== undefined && lines.length > 0 && (
        <p>
          <Link to={`/inbox/${encodeURIComponent(id)}`}>{s.tryInInbox}</Link>
        </p>
      )}
    </section>
  );
}
