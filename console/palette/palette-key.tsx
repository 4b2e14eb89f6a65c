/** Ctrl-K or Cmd-K opens the palette on every page, also from a field. */
import { useEffect, useRef, useState } from 'react';
import { later } from '../later.tsx';

const Palette = later(async () => (await import('./palette.tsx')).Palette);

export function PaletteKey({ may }: { may(permission: string): boolean }) {
  const [acts, setActs] = useState<readonly HTMLElement[]>();
  const from = useRef<HTMLElement>(undefined);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
      // An open question comes first.
      if (event.defaultPrevented || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      from.current = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
      setActs([...document.querySelectorAll<HTMLElement>('button[data-key]')]);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  if (!acts) return null;
  const close = () => {
    setActs(undefined);
    // Behind the taking away, which drops the focus.
    setTimeout(() => from.current?.focus());
  };
  return <Palette may={may} acts={acts} onClose={close} />;
}
