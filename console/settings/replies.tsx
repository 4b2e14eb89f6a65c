import { Badge, Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask } from '../api.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { Trouble } from '../page.tsx';
import { type Reply, reply, replyList } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';

/** Answers that are sent again and again: of the team, and one's own. */
export function Replies({ mayTeam }: { mayTeam: boolean }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Reply | 'new'>();
  const list = useQuery({ queryKey: ['replies'], queryFn: ({ signal }) => ask('/replies', replyList, { signal }) });
  const remove = useMutation({
    mutationFn: (id: string) => ask(`/replies/${id}`, nothing, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['replies'] }),
  });
  return (
    <section>
      <header className="page-head">
        <div>
          <h2>{t.replies}</h2>
          <p className="quiet">{t.repliesLead}</p>
        </div>
        <Button onClick={() => setOpen('new')}>{t.newReply}</Button>
      </header>
      <Trouble error={list.error ?? remove.error} onAgain={list.refetch} />
      {list.data?.items.length === 0 && (
        <Nothing text={t.noReplies}>
          <p className="quiet">{t.noRepliesDo}</p>
        </Nothing>
      )}
      {(list.data?.items.length ?? 0) > 0 && (
        <ul className="rows">
          {list.data?.items.map((one) => (
            <li key={one.id}>
              <div className="grow">
                <strong>/{one.name}</strong>{' '}
                {one.mine && (
                  <Badge size="sm" variant="light" color="gray">
                    {t.onlyMine}
                  </Badge>
                )}
                <div className="preview">{one.text[lang] ?? Object.values(one.text)[0]}</div>
              </div>
              {(one.mine || mayTeam) && (
                <div className="acts">
                  <Button size="xs" variant="default" aria-label={`${t.edit}: ${one.name}`} onClick={() => setOpen(one)}>
                    {t.edit}
                  </Button>
                  <Button size="xs" variant="default" aria-label={`${t.remove}: ${one.name}`} onClick={() => remove.mutate(one.id)}>
                    {t.remove}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && <ReplyForm one={open === 'new' ? undefined : open} mayTeam={mayTeam} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

function ReplyForm({ one, mayTeam, onClose }: { one: Reply | undefined; mayTeam: boolean; onClose(): void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState(one?.name ?? '');
  const [text, setText] = useState<Record<string, string>>({ zh: '', en: '', ...one?.text });
  const [mine, setMine] = useState(one?.mine ?? !mayTeam);
  const save = useMutation({
    mutationFn: () => {
      const words = Object.fromEntries(Object.entries(text).filter(([, said]) => said.trim() !== ''));
      return one
        ? ask(`/replies/${one.id}`, reply, { method: 'PATCH', body: { name, text: words } })
        : ask('/replies', reply, { method: 'POST', body: { name, text: words, mine } });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['replies'] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const labels: Record<string, string> = { zh: t.textZh, en: t.textEn };
  return (
    <Modal opened onClose={onClose} title={one ? t.editReply : t.newReply} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <form className="stack" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t.replyName}
          description={t.replyNameHint}
          required
          maxLength={40}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        {Object.keys(text).map((lang) => (
          <Textarea
            key={lang}
            label={labels[lang] ?? lang}
            rows={3}
            maxLength={4_000}
            value={text[lang] ?? ''}
            onChange={({ currentTarget: { value } }) => setText((was) => ({ ...was, [lang]: value }))}
          />
        ))}
        {!one && mayTeam && (
          <label className="check">
            <input type="checkbox" checked={mine} onChange={({ currentTarget }) => setMine(currentTarget.checked)} /> {t.onlyForMe}
          </label>
        )}
        <Trouble error={save.error} />
        <Button type="submit" loading={save.isPending} disabled={Object.values(text).every((said) => said.trim() === '')}>
          {t.save}
        </Button>
      </form>
    </Modal>
  );
}
