/** The inbox: list, thread, customer, and the keys that go through them. */
import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import type { Conversation, Me } from '../shapes.ts';
import type { Live } from '../shell.tsx';
import { ConversationList } from './conversation-list.tsx';
import { Keys } from './keys.tsx';
import { keptQueue, type Queue, queues } from './queue.ts';
import { Thread } from './thread.tsx';

/** Keys that press what is marked with them: answer, note, take over, back to the bot, close, assign, later, undo, and the queues. */
const pressed = ['r', 'n', 't', 'b', 'e', 'a', 's', 'z', ...queues.map((_, at) => String(at + 1))];

/** What a key stands for on the page. */
const marked = (key: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-key="${key}"]`);

export function Inbox({ me, live, id }: { me: Me; live: Live; id: string | undefined }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const [queue, setQueue] = useState<Queue>(keptQueue.get);
  const [help, setHelp] = useState(false);
  const shown = useRef<readonly Conversation[]>([]);
  const open = (to: string) => go(`/inbox/${encodeURIComponent(to)}`);
  const step = useRef<(by: number) => void>(() => {});
  step.current = (by) => {
    const at = shown.current.findIndex((one) => one.id === id);
    const next = shown.current[at < 0 ? 0 : at + by];
    if (next) open(next.id);
  };
  useEffect(() => {
    const acts: Record<string, () => void> = {
      j: () => step.current(1),
      k: () => step.current(-1),
      '/': () => marked('/')?.focus(),
      '?': () => setHelp(true),
    };
    const press = (event: KeyboardEvent) => {
      // No key acts in a field, with a modifier, or while an input method composes.
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')) return;
      const key = event.key.toLowerCase();
      const act = acts[key] ?? (pressed.includes(key) ? () => marked(key)?.click() : undefined);
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
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
        <Thread key={id} id={id} me={me} live={live} onBack={() => go('/inbox')} />
      )}
      <Modal opened={help} onClose={() => setHelp(false)} title={t.keys} lockScroll={false} closeButtonProps={{ 'aria-label': t.done }}>
        <Keys />
      </Modal>
    </main>
  );
}
