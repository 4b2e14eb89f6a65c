/** Canned replies, found by what is typed after `/`. */
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { ask } from '../api.ts';
import { useWords } from '../language.tsx';
import { type Reply, replyList } from '../screen-shapes.ts';

const most = 8;
export const cannedListId = 'canned-replies';

/** The text of a reply in the language of the customer, else in any. */
const textFor = ({ text }: Reply, lang: string): string => text[lang] ?? text[lang.split('-')[0] ?? ''] ?? Object.values(text)[0] ?? '';

/** What fits to `/word` at the beginning, and the keys that choose from it. */
export function useCanned(typed: string, customerLang: string, pick: (text: string) => void) {
  const asked = /^\/(\S*)$/.exec(typed)?.[1]?.toLowerCase();
  const list = useQuery({ queryKey: ['replies'], queryFn: ({ signal }) => ask('/replies', replyList, { signal }), enabled: asked !== undefined });
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState('');
  const open = asked !== undefined && closed !== typed;
  const found = open
    ? (list.data?.items ?? []).filter(({ name, text }) => `${name} ${Object.values(text).join(' ')}`.toLowerCase().includes(asked)).slice(0, most)
    : [];
  const chosen = Math.min(at, Math.max(0, found.length - 1));
  const take = (reply: Reply) => {
    setAt(0);
    pick(textFor(reply, customerLang));
  };
  /** True when the key was for the list. */
  const press = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const one = found[chosen];
    const acts: Record<string, () => void> = {
      ArrowDown: () => setAt((chosen + 1) % Math.max(1, found.length)),
      ArrowUp: () => setAt((chosen + found.length - 1) % Math.max(1, found.length)),
      Escape: () => setClosed(typed),
      ...(one && { Enter: () => take(one), Tab: () => take(one) }),
    };
    const act = acts[event.key];
    if (!act) return false;
    event.preventDefault();
    act();
    return true;
  };
  return { open, found, chosen, take, press, empty: open && list.isSuccess && found.length === 0 };
}

export function CannedList({ canned, lang }: { canned: ReturnType<typeof useCanned>; lang: string }) {
  const { t } = useWords();
  if (!canned.open) return null;
  if (canned.found.length === 0) return <p className="canned quiet">{canned.empty ? t.noReplyFits : t.loading}</p>;
  return (
    <div className="canned" id={cannedListId} role="listbox" aria-label={t.replies}>
      {canned.found.map((reply, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: the text field says which one is chosen
        <div
          key={reply.id}
          id={`canned-${at}`}
          role="option"
          aria-selected={at === canned.chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => canned.take(reply)}
        >
          <strong>/{reply.name}</strong> <span className="quiet">{textFor(reply, lang)}</span>
        </div>
      ))}
    </div>
  );
}
