import { h, icon } from './dom.ts';

export interface MenuItem {
  label: () => string;
  act: () => void;
}

/** A button that opens a short list of things to do. Esc and a click elsewhere close it. */
export function createMenu(label: string, items: MenuItem[]): HTMLElement {
  const list = h('div.menu', { role: 'menu', hidden: true });
  const button = h(
    'button.round',
    { 'aria-label': label, 'aria-haspopup': 'menu', 'aria-expanded': 'false', onclick: () => show(list.hidden !== false) },
    icon('more'),
  );
  const show = (open: boolean) => {
    list.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (!open) return;
    list.replaceChildren(
      ...items.map((item) =>
        h(
          'button',
          {
            role: 'menuitem',
            onclick: () => {
              show(false);
              button.focus();
              item.act();
            },
          },
          item.label(),
        ),
      ),
    );
    list.querySelector('button')?.focus();
  };
  const step = (by: number) => {
    const all = [...list.querySelectorAll('button')];
    const at = all.findIndex((one) => one.matches(':focus'));
    all[(at + by + all.length) % all.length]?.focus();
  };
  const element = h(
    'div.more',
    {
      onkeydown: (event) => {
        const { key } = event as KeyboardEvent;
        if (list.hidden) return;
        if (key === 'Escape') {
          event.stopPropagation();
          show(false);
          button.focus();
        }
        if (key === 'ArrowDown' || key === 'ArrowUp') {
          event.preventDefault();
          step(key === 'ArrowDown' ? 1 : -1);
        }
      },
      onfocusout: (event) => {
        if (!element.contains((event as FocusEvent).relatedTarget as Node | null)) show(false);
      },
    },
    button,
    list,
  );
  return element;
}
