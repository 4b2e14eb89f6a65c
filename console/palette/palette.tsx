/** Goes anywhere by a few letters: pages, what can be done here, conversations, customers, flows. */
import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { ask } from '../api.ts';
import { files } from '../flows/shapes.ts';
import { customerName } from '../inbox/customer-name.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { navPages } from '../nav.ts';
import { customerList } from '../screen-shapes.ts';
import { conversationList } from '../shapes.ts';
import { paletteWords } from './words.ts';

interface Aim {
  id: string;
  text: string;
  kind: string;
  key?: string | undefined;
  go(): void;
}

interface Props {
  may(permission: string): boolean;
  /** Elements of the page behind it that keys press. */
  acts: readonly HTMLElement[];
  onClose(): void;
}

const listId = 'palette-found';
const most = 5;
const nameOf = (element: HTMLElement): string => element.getAttribute('aria-label') ?? element.textContent ?? '';

export function Palette({ may, acts, onClose }: Props) {
  const { t, lang } = useWords();
  const w = useOwnWords(paletteWords);
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [entered, setEntered] = useState(false);
  const [q] = useDebouncedValue(typed.trim(), 150);
  const wanted = typed.trim().toLowerCase();
  const asks = q.length > 1;
  const text = encodeURIComponent(q);
  const talks = useQuery({
    queryKey: ['palette-conversations', q],
    queryFn: ({ signal }) => ask(`/conversations?limit=${most}&q=${text}`, conversationList, { signal }),
    enabled: asks && may('inbox'),
    placeholderData: keepPreviousData,
  });
  const people = useQuery({
    queryKey: ['palette-customers', q],
    queryFn: ({ signal }) => ask(`/customers?limit=${most}&q=${text}`, customerList, { signal }),
    enabled: asks && may('customers'),
    placeholderData: keepPreviousData,
  });
  const flows = useQuery({ queryKey: ['flows'], queryFn: ({ signal }) => ask('/flows/files', files, { signal }), enabled: asks && may('flows') });
  const to = (path: string) => () => {
    go(path);
    document.getElementById('content')?.focus();
  };
  const here: Aim[] = [
    ...acts.map((element) => ({
      id: `act-${element.dataset.key}`,
      text: nameOf(element),
      kind: w.act,
      key: element.dataset.key?.toUpperCase(),
      go: () => {
        element.focus();
        element.click();
      },
    })),
    ...navPages.filter(({ permission }) => may(permission)).map((page) => ({ id: page.to, text: page.label(t), kind: w.page, go: to(page.to) })),
  ].filter((aim) => aim.text.toLowerCase().includes(wanted));
  const found: Aim[] = [
    ...here,
    ...(!asks ? [] : (talks.data?.items ?? [])).map((one) => ({
      id: `talk-${one.id}`,
      text: `${customerName(one, t)} · ${one.preview}`,
      kind: w.conversation,
      go: to(`/inbox/${encodeURIComponent(one.id)}`),
    })),
    ...(!asks ? [] : (people.data?.items ?? [])).map((one) => ({
      id: `customer-${one.id}`,
      text: one.name || String(one.facts.email ?? one.facts.phone ?? t.someone),
      kind: w.customer,
      go: to(`/customers/${encodeURIComponent(one.id)}`),
    })),
    ...(!asks ? [] : (flows.data?.items ?? []))
      .map((one) => ({
        id: `flow-${one.file}`,
        text: one.about?.[lang] ?? one.about?.any ?? one.name,
        kind: w.flow,
        go: to(`/flows/${encodeURIComponent(one.file)}`),
      }))
      .filter((aim) => aim.text.toLowerCase().includes(wanted))
      .slice(0, most),
  ];
  const chosen = Math.min(at, Math.max(0, found.length - 1));
  const searching = typed.trim() !== q || talks.isFetching || people.isFetching;
  const take = (aim: Aim | undefined) => {
    if (!aim) return;
    onClose();
    // Behind the closing, which gives the focus back to where it came from.
    setTimeout(aim.go, 40);
  };
  // What the letters before have found stands there until the last one's answer: Enter waits for that.
  const isOld = searching && chosen >= here.length;
  useEffect(() => {
    if (!entered || isOld) return;
    setEntered(false);
    take(found[chosen]);
  });
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => setAt((chosen + 1) % Math.max(1, found.length)),
      ArrowUp: () => setAt((chosen + found.length - 1) % Math.max(1, found.length)),
      Enter: () => setEntered(true),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <Modal opened onClose={onClose} title={t.goAnywhere} lockScroll={false} transitionProps={{ duration: 0 }} closeButtonProps={{ 'aria-label': t.cancel }}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-label={t.goAnywhere}
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(found.length > 0 && { 'aria-activedescendant': `palette-${chosen}` })}
        placeholder={w.hint}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(0);
          setEntered(false);
        }}
        onKeyDown={press}
      />
      <p className="unseen" role="status">
        {searching ? '' : found.length === 0 ? w.nothing(typed.trim()) : w.found(found.length)}
      </p>
      {found.length === 0 && <p className="quiet">{searching ? t.loading : w.nothing(typed.trim())}</p>}
      <div className="canned palette" id={listId} role="listbox" aria-label={t.goAnywhere} hidden={found.length === 0}>
        {found.map((aim, n) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: the text field says which one is chosen
          <div
            key={aim.id}
            id={`palette-${n}`}
            ref={(row) => {
              if (n === chosen) row?.scrollIntoView({ block: 'nearest' });
            }}
            role="option"
            aria-selected={n === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(aim)}
          >
            <strong>{aim.text}</strong> <span className="quiet">{aim.kind}</span> {aim.key && <kbd>{aim.key}</kbd>}
          </div>
        ))}
      </div>
    </Modal>
  );
}
