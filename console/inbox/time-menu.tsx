/** A menu of times, with one of one's own. */
import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from '../language.tsx';
import { laterTimes, localTime } from './later-times.ts';

interface Props {
  target: ReactNode;
  title: string;
  /** Items before the times. */
  first?: ReactNode;
  onPick(at: number): void;
}

export function TimeMenu({ target, title, first, onPick }: Props) {
  const { t, lang } = useWords();
  const [own, setOwn] = useState<string>();
  const now = Date.now();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const at = new Date(own ?? '').getTime();
    setOwn(undefined);
    if (at > Date.now()) onPick(at);
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>{target}</Menu.Target>
        <Menu.Dropdown>
          {first}
          {laterTimes(now, t, lang).map(({ label, at }) => (
            <Menu.Item key={label} onClick={() => onPick(at)}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setOwn(localTime(now + 86_400_000))}>{t.anotherTime}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={own !== undefined} onClose={() => setOwn(undefined)} title={title} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
        <form className="stack" onSubmit={submit}>
          <TextInput
            data-autofocus
            type="datetime-local"
            label={t.when}
            required
            min={localTime(now + 60_000)}
            value={own ?? ''}
            onChange={({ currentTarget }) => setOwn(currentTarget.value)}
          />
          <Button type="submit">{t.done}</Button>
        </form>
      </Modal>
    </>
  );
}
