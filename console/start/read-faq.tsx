/** The own FAQ from a pasted text or a page of the own site: what was found is looked at, then added. */
import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask } from '../api.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { faqFile, faqList } from '../screen-shapes.ts';
import { faqPairs } from './shapes.ts';
import { startWords } from './words.ts';

interface Found {
  q: string;
  a: string;
  take: boolean;
}

export function ReadFaq({ onClose, onAdded }: { onClose(): void; onAdded(): void }) {
  const { t } = useWords();
  const s = useOwnWords(startWords);
  const queries = useQueryClient();
  const [given, setGiven] = useState('');
  const [found, setFound] = useState<Found[]>();
  const [faq, setFaq] = useState('');
  const files = useQuery({ queryKey: ['faq'], queryFn: ({ signal }) => ask('/faq', faqList, { signal }) });
  const names = [...(files.data?.items ?? [])].sort((a, b) => b.entries.length - a.entries.length).map(({ faq: name }) => name);
  const isAddress = /^https?:\/\/\S+$/i.test(given.trim());
  const look = useMutation({
    mutationFn: () => ask('/faq/read', faqPairs, { method: 'POST', body: isAddress ? { url: given.trim() } : { text: given } }),
    onSuccess: ({ items }) => setFound(items.map((one) => ({ ...one, take: true }))),
  });
  const add = useMutation({
    mutationFn: async () => {
      const into = `/faq/${encodeURIComponent(faq || (names[0] ?? ''))}/entries`;
      // What is in is not added once more when a later one is refused.
      for (const one of found ?? []) {
        if (!one.take) continue;
        await ask(into, faqFile, { method: 'POST', body: { q: [one.q], a: one.a } });
        setFound((before) => before?.map((it) => (it.q === one.q ? { ...it, take: false } : it)));
      }
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['faq'] });
      onAdded();
      onClose();
    },
  });
  const change = (at: number, to: Partial<Found>) => setFound((before) => before?.map((one, n) => (n === at ? { ...one, ...to } : one)));
  const taken = found?.filter(({ take }) => take).length ?? 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (found) add.mutate();
    else look.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={s.readFaq} size="lg" lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <form className="stack" onSubmit={submit}>
        {!found && (
          <Textarea
            label={s.readFaqGiven}
            description={s.readFaqHint}
            rows={8}
            maxLength={200_000}
            value={given}
            onChange={({ currentTarget }) => setGiven(currentTarget.value)}
          />
        )}
        {found?.length === 0 && <p role="status">{s.readFaqNone}</p>}
        {found && found.length > 0 && (
          <>
            <p role="status">{s.readFaqFound(found.length)}</p>
            {found.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they never move
              <fieldset key={at}>
                <legend>
                  <label className="check">
                    <input type="checkbox" checked={one.take} onChange={({ currentTarget }) => change(at, { take: currentTarget.checked })} />{' '}
                    {s.readFaqTake(at + 1)}
                  </label>
                </legend>
                <TextInput
                  aria-label={`${s.question} ${at + 1}`}
                  maxLength={300}
                  value={one.q}
                  onChange={({ currentTarget }) => change(at, { q: currentTarget.value })}
                />
                <Textarea
                  aria-label={`${t.answer} ${at + 1}`}
                  rows={2}
                  maxLength={4_000}
                  value={one.a}
                  onChange={({ currentTarget }) => change(at, { a: currentTarget.value })}
                />
              </fieldset>
            ))}
            {names.length > 1 && (
              <NativeSelect label={t.intoFile} data={names} value={faq || (names[0] ?? '')} onChange={({ currentTarget }) => setFaq(currentTarget.value)} />
            )}
            <p className="quiet">{t.entryLive}</p>
          </>
        )}
        <Trouble error={look.error ?? add.error} />
        <div className="acts">
          {found ? (
            <>
              {found.length > 0 && (
                <Button type="submit" loading={add.isPending} disabled={taken === 0 || names.length === 0}>
                  {s.readFaqAdd(taken)}
                </Button>
              )}
              <Button variant="default" onClick={() => setFound(undefined)}>
                {t.back}
              </Button>
            </>
          ) : (
            <Button type="submit" loading={look.isPending} disabled={given.trim() === ''}>
              {isAddress ? s.readFaqPage : s.readFaqText}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
