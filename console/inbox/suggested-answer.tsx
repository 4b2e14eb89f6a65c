/** A draft that a model makes for whoever answers: shown beside the text field, and sent by nobody but them. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { ask, pathOf } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';

const state = z.object({ on: z.boolean(), assists: z.boolean() });
const suggested = z.object({ text: z.string(), entries: z.array(z.object({ id: z.string(), title: z.string() })), none: z.optional(z.string()) });

/** The draft of a conversation; `offered` where models make drafts. */
export function useSuggestedAnswer(conversation: string) {
  const models = useQuery({ queryKey: ['models'], queryFn: ({ signal }) => ask('/models', state, { signal }), staleTime: 5 * 60_000, retry: false });
  const draft = useMutation({ mutationFn: () => ask(pathOf('conversations', conversation, '/suggested-answer'), suggested, { method: 'POST', body: {} }) });
  return { offered: models.data?.assists === true, draft };
}

export function SuggestedAnswer({ draft, onUse }: Pick<ReturnType<typeof useSuggestedAnswer>, 'draft'> & { onUse(text: string): void }) {
  const { t } = useWords();
  const { data, error, reset } = draft;
  if (error) return <p className="suggested quiet">{failureText(error, t)}</p>;
  if (!data) return null;
  if (data.text === '')
    return (
      <p className="suggested quiet" role="status">
        {t.noSuggestedAnswer(data.none ?? 'nothing')}
      </p>
    );
  return (
    <section className="suggested" aria-label={t.suggestion}>
      <strong>{t.suggestion}</strong>
      <p>{data.text}</p>
      {data.entries.length > 0 && <p className="quiet">{t.madeOf(data.entries.map(({ title }) => title).join(' · '))}</p>}
      <div className="acts">
        <Button
          size="compact-sm"
          onClick={() => {
            onUse(data.text);
            reset();
          }}
        >
          {t.useSuggestion}
        </Button>
        <Button size="compact-sm" variant="default" onClick={reset}>
          {t.dropSuggestion}
        </Button>
      </div>
    </section>
  );
}
