/** The own FAQ from a pasted text or a page of the own site: what was found is looked at, then added. */
import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ask } from '../api.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { faqFile, faqList } from '../screen-shapes.ts';
import { type Found, joined, linesOf, split } from './pairs.ts';
import { faqPairs } from './shapes.ts';
import { startWords } from './words.ts';

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
    onSuccess: ({ items }) => setFound(items.map(({ q, a, unsure = false }, id) => ({ id, q, a, unsure, take: true }))),
  });
  const add = useMutation({
    mutationFn: async () => {
      const into = `/faq/${encodeURIComponent(faq || (names[0] ?? ''))}/entries`;
      // What is in is not added once more when a later one is refused.
      for (const one of found ?? []) {
        if (!one.take || one.q.trim() === '' || one.a.trim() === '') continue;
        await ask(into, faqFile, { method: 'POST', body: { q: [one.q], a: one.a } });
        setFound((before) => before?.map((it) => (it.id === one.id ? { ...it, take: false } : it)));
      }
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['faq'] });
      onAdded();
      onClose();
    },
  });
  /** Where the focus goes once the pairs are drawn: what was pressed may be gone. */
  const next = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew with each change of the pairs
  useEffect(() => {
    if (next.current !== undefined) document.getElementById(next.current)?.focus();
    next.current = undefined;
  }, [found]);
  const join = (id: number, above: number) => {
    next.current = `faq-a-${above}`;
    setFound((before) => before && joined(before, id));
  };
  const cut = (id: number, line: number) => {
    if (!found) return;
    const pairs = split(found, id, line);
    next.current = `faq-q-${pairs[pairs.findIndex((one) => one.id === id) + 1]?.id}`;
    setFound(pairs);
  };
  const change = (id: number, to: Partial<Found>) => setFound((before) => before?.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const taken = found?.filter(({ take, q, a }) => take && q.trim() !== '' && a.trim() !== '').length ?? 0;
  const unsure = found?.filter((one) => one.unsure).length ?? 0;
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
            data-autofocus
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
            <p role="status">
              {s.readFaqFound(found.length)} {unsure > 0 && s.readFaqLook(unsure)}
            </p>
            {found.map((one, at) => (
              <fieldset key={one.id} data-unsure={one.unsure || undefined}>
                <legend>
                  <label className="check">
                    <input type="checkbox" checked={one.take} onChange={({ currentTarget }) => change(one.id, { take: currentTarget.checked })} />{' '}
                    {s.readFaqTake(at + 1)}
                  </label>
                </legend>
                <TextInput
                  id={`faq-q-${one.id}`}
                  aria-label={`${s.question} ${at + 1}`}
                  maxLength={300}
                  value={one.q}
                  onChange={({ currentTarget }) => change(one.id, { q: currentTarget.value })}
                />
                <Textarea
                  id={`faq-a-${one.id}`}
                  aria-label={`${t.answer} ${at + 1}`}
                  autosize
                  minRows={2}
                  maxRows={8}
                  maxLength={4_000}
                  value={one.a}
                  onChange={({ currentTarget }) => change(one.id, { a: currentTarget.value })}
                />
                {one.unsure && <p className="quiet">{s.readFaqUnsure}</p>}
                <div className="acts">
                  {at > 0 && (
                    <Button size="xs" variant="default" aria-label={`${s.readFaqJoin}: ${at + 1}`} onClick={() => join(one.id, found[at - 1]?.id ?? 0)}>
                      {s.readFaqJoin}
                    </Button>
                  )}
                  {linesOf(one).length > 0 && (
                    <NativeSelect
                      size="xs"
                      aria-label={`${s.readFaqSplit}: ${at + 1}`}
                      data={[
                        { value: '', label: s.readFaqSplit },
                        ...linesOf(one).map(({ line, text }) => ({ value: String(line), label: text.slice(0, 60) })),
                      ]}
                      value=""
                      onChange={({ currentTarget }) => currentTarget.value !== '' && cut(one.id, Number(currentTarget.value))}
                    />
                  )}
                  {one.unsure && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={`${s.readFaqRight}: ${at + 1}`}
                      onClick={() => {
                        next.current = `faq-q-${one.id}`;
                        change(one.id, { unsure: false });
                      }}
                    >
                      {s.readFaqRight}
                    </Button>
                  )}
                </div>
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
