/** Ctrl-K or Cmd-K opens the palette on every page, also from a field. */
import { useEffect, useState } from 'react';
import { later } from '../later.tsx';

const Palette = later(async () => (await import('./palette.tsx')).Palette);

export function PaletteKey({ may }: { may(permission: string): boolean }) {
  const [acts, setActs] = useState<readonly HTMLElement[]>();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
      // An open question comes first.
      if (event.defaultPrevented || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      setActs([...document.querySelectorAll<HTMLElement>('button[data-key]')]);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return acts && <Palette may={may} acts={acts} onClose={() => setActs(undefined)} />;
}
