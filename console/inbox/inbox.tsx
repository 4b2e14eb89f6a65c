/** The inbox: list, thread, customer, and the keys that go through them. */
import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import type { Me } from '../shapes.ts';
import type { Live } from '../shell.tsx';
import { ConversationList, type Shown } from './conversation-list.tsx';
import { Keys } from './keys.tsx';
import { nextOf } from './next-of.ts';
import { keptQueue, type Queue, queues } from './queue.ts';
import { Thread } from './thread.tsx';

/** Keys that press what is marked with them: answer, note, take over, back to the bot, close, assign, later, undo, and the queues. */
const pressed = ['r', 'n', 't', 'b', 'e', 'a', 's', 'z', ...queues.map((_, at) => String(at + 1))];

/** What a key stands for on the page. */
const marked = (key: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-key="${key}"]`);

/** Presses it, and takes the focus along: what it opens, and a reader, go on from there. */
function press(element: HTMLElement | null): void {
  element?.focus();
  element?.click();
}

export function Inbox({ me, live, id }: { me: Me; live: Live; id: string | undefined }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const [queue, setQueue] = useState<Queue>(keptQueue.get);
  const [help, setHelp] = useState(false);
  const shown = useRef<Shown>({ ids: [], at: -1 });
  // Whoever opens by keys goes on by keys, and hears what was opened.
  const byKeys = useRef(false);
  const open = (to: string) => {
    byKeys.current = true;
    go(`/inbox/${encodeURIComponent(to)}`);
  };
  const step = useRef<(by: 1 | -1) => void>(() => {});
  step.current = (by) => {
    const next = nextOf(shown.current.ids, id, shown.current.at, by);
    if (next !== undefined) open(next);
  };
  useEffect(() => {
    const acts: Record<string, () => void> = {
      j: () => step.current(1),
      k: () => step.current(-1),
      '/': () => marked('/')?.focus(),
      '?': () => setHelp(true),
    };
    const onKey = (event: KeyboardEvent) => {
      // No key acts in a field, with a modifier, or while an input method composes.
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')) return;
      const key = event.key.toLowerCase();
      const act = acts[key] ?? (pressed.includes(key) ? () => press(marked(key)) : undefined);
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <main className="inbox" data-open={id !== undefined || undefined}>
      <ConversationList
        queue={queue}
        onQueue={(to) => {
          keptQueue.set(to);
          setQueue(to);
        }}
        openId={id}
        onOpen={open}
        shown={shown}
      />
      {id === undefined ? (
        <div className="empty-thread">
          <h1 className="unseen">{t.inbox}</h1>
          <Nothing text={t.pickOne}>
            <p className="quiet">{t.pickHint}</p>
          </Nothing>
        </div>
      ) : (
        <Thread key={id} id={id} me={me} live={live} byKeys={byKeys} onBack={() => go('/inbox')} />
      )}
      <Modal opened={help} onClose={() => setHelp(false)} title={t.keys} lockScroll={false} closeButtonProps={{ 'aria-label': t.done }}>
        <Keys />
      </Modal>
    </main>
  );
}
