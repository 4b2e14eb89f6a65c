import { Button, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask } from '../api.ts';
import { useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { type FaqEntry, faqFile, type Question, type Suggestion } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';

interface Props {
  open:
    | { kind: 'entry'; faq: string; entry: FaqEntry }
    | { kind: 'new' }
    | { kind: 'question'; question: Question }
    | { kind: 'suggestion'; suggestion: Suggestion };
  names: readonly string[];
  onClose(): void;
}

const lines = (text: string): string[] => text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** Writes an entry: a new one, one in place of an unanswered question, or other words for one that is there. */
export function EntryForm({ open, names, onClose }: Props) {
  const { t } = useWords();
  const queries = useQueryClient();
  const before = open.kind === 'entry' ? open.entry : undefined;
  const plain = typeof before?.a === 'string';
  const others = before && typeof before.a !== 'string' ? Object.keys(before.a).filter((lang) => lang !== 'zh' && lang !== 'en') : [];
  const [faq, setFaq] = useState(open.kind === 'entry' ? open.faq : (names[0] ?? ''));
  const [q, setQ] = useState(
    (before?.q ?? (open.kind === 'question' ? open.question.examples : open.kind === 'suggestion' ? open.suggestion.q : [])).join('\n'),
  );
  const [a, setA] = useState<Record<string, string>>(
    open.kind === 'suggestion'
      ? { zh: '', en: '', [open.suggestion.lang.slice(0, 2)]: open.suggestion.a }
      : before === undefined
        ? { zh: '', en: '' }
        : typeof before.a === 'string'
          ? { '': before.a }
          : { zh: '', en: '', ...before.a },
  );
  const save = useMutation({
    mutationFn: async () => {
      const given = Object.fromEntries(Object.entries(a).flatMap(([lang, text]) => (text.trim() === '' ? [] : [[lang, text.trim()]])));
      const body = { q: lines(q), a: given[''] ?? given };
      const path = `/faq/${encodeURIComponent(faq)}/entries`;
      if (open.kind === 'new') await ask(path, faqFile, { method: 'POST', body });
      else if (open.kind === 'entry') await ask(`${path}/${open.entry.n}`, faqFile, { method: 'PATCH', body: { ...body, was: open.entry.q } });
      else if (open.kind === 'suggestion')
        await ask(`/suggestions/${encodeURIComponent(open.suggestion.id)}/entry`, nothing, { method: 'POST', body: { ...body, faq } });
      else await ask(`/unanswered/${encodeURIComponent(open.question.id)}/entry`, nothing, { method: 'POST', body: { ...body, faq } });
    },
    onSuccess: async () => {
      await Promise.all(['faq', 'unanswered', 'suggestions'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const labels: Record<string, string> = { '': t.answer, zh: t.answerZh, en: t.answerEn };
  const title = open.kind === 'entry' ? t.editEntry : open.kind === 'new' ? t.newEntry : open.kind === 'suggestion' ? t.makeEntry : t.answerIt;
  const isEmpty = lines(q).length === 0 || Object.values(a).every((text) => text.trim() === '');
  return (
    <Modal opened onClose={onClose} title={title} size="lg" lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <form className="stack" onSubmit={submit}>
        <Textarea
          label={t.waysToAsk}
          data-autofocus
          description={t.waysToAskHint}
          rows={Math.min(8, Math.max(3, lines(q).length + 1))}
          value={q}
          onChange={({ currentTarget }) => setQ(currentTarget.value)}
        />
        {(plain ? [''] : ['zh', 'en', ...others]).map((lang) => (
          <Textarea
            key={lang}
            label={labels[lang] ?? `${t.answer} (${lang})`}
            rows={4}
            maxLength={4_000}
            value={a[lang] ?? ''}
            onChange={({ currentTarget: { value } }) => setA((was) => ({ ...was, [lang]: value }))}
          />
        ))}
        {open.kind !== 'entry' && names.length > 1 && (
          <NativeSelect label={t.intoFile} data={[...names]} value={faq} onChange={({ currentTarget }) => setFaq(currentTarget.value)} />
        )}
        <p className="quiet">{t.entryLive}</p>
        <Trouble error={save.error} />
        <div className="acts">
          <Button type="submit" loading={save.isPending} disabled={isEmpty}>
            {t.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
