/** What is planned in a conversation: answers that may still be taken back, those for later, and a close or an assignment about to happen. */
import { Button } from '@mantine/core';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import type { Conversation, Planned } from '../shapes.ts';
import { whole } from '../times.ts';
import { useAct } from './use-act.ts';

/** `onBack` gets the text of an answer that was taken back. */
export function PlannedActs({ one, onBack }: { one: Conversation; onBack(text: string): void }) {
  const { t, lang } = useWords();
  const act = useAct(one.id);
  const back = (planned: Planned) =>
    act.mutate({ to: `/planned/${planned.id}`, method: 'DELETE' }, { onSuccess: () => planned.act === 'say' && planned.text && onBack(planned.text) });
  const words = (planned: Planned): string => {
    if (planned.asks) return t.plannedAsks;
    if (planned.act === 'say') return planned.scheduled ? t.plannedFor(whole(planned.at, lang)) : t.plannedSoon;
    return planned.act === 'close' ? t.closesSoon : t.assignsSoon(planned.to ?? '');
  };
  return (
    <>
      {(one.planned ?? []).map((planned) => (
        <article key={planned.id} className="message planned" data-out data-asks={planned.asks || undefined}>
          {planned.text !== undefined && (
            <div className="bubble">
              <p className="text">{planned.text}</p>
            </div>
          )}
          <footer role="status">
            {words(planned)}{' '}
            {(planned.scheduled || planned.asks) && (
              <Button size="compact-xs" variant="subtle" onClick={() => act.mutate({ to: `/planned/${planned.id}/now` })}>
                {t.sendNow}
              </Button>
            )}
            <Button size="compact-xs" variant="subtle" data-key="z" onClick={() => back(planned)}>
              {planned.scheduled ? t.takeBack : t.undo}
            </Button>
          </footer>
        </article>
      ))}
      {act.error && <p role="alert">{failureText(act.error, t)}</p>}
    </>
  );
}
