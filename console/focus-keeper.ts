/** Gives the focus back when a dialog ends, to what opened it, else to what is nearest: whoever works by keyboard keeps their place. */
import { useEffect } from 'react';

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
const dialogs = '[role=dialog]';

/** What stood around a dialog's opener when it opened. */
export interface Opening {
  /** Everything that could have the focus in the same part of the page, in the order of the page. */
  around: readonly Element[];
  /** Place of the opener in it; -1 when nothing is known of it. */
  at: number;
}

/** Tells whether the focus can go there: it stands on the page, is seen and works. */
const canTake = (element: Element): boolean => element.isConnected && !element.matches(':disabled') && element.checkVisibility();

/** The opener, else the nearest behind it, else the nearest before it; of what is left. */
export function nearest<T>({ around, at }: { around: readonly T[]; at: number }, canHave: (one: T) => boolean): T | undefined {
  if (at < 0) return undefined;
  return around.slice(at).find(canHave) ?? around.slice(0, at).findLast(canHave);
}

/** A menu closes before its dialog opens: what stays is the button of the menu. */
function lasting(element: Element): Element {
  const menu = element.closest('[role=menu]');
  return (menu?.id && document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`)) || element;
}

function openingAt(opener: Element | undefined): Opening {
  const part = opener?.closest(dialogs) ?? document.getElementById('content');
  if (!opener || !part?.contains(opener)) return { around: [], at: -1 };
  const around = [...part.querySelectorAll(focusable)];
  return { around, at: around.indexOf(opener) };
}

/** Where the opener and all around it are gone: the head of the page. */
function toHead(): void {
  const head = document.querySelector<HTMLElement>('#content h1') ?? document.getElementById('content');
  if (head && !head.hasAttribute('tabindex')) head.tabIndex = -1;
  head?.focus();
}

/** Watches every dialog of the page, for as long as the frame stands. */
export function useFocusKeeper(): void {
  useEffect(() => {
    const openings = new Map<Element, Opening>();
    /** What had the focus last, or was pressed: Safari gives a pressed button no focus. */
    let last: Element | undefined;
    /** To whom the focus was given back, until something else has it: a page that changes right afterwards takes it away. */
    let given: { to: Element | null; opening: Opening } | undefined;
    const isLost = () => document.activeElement === null || document.activeElement === document.body;
    const giveBack = (opening: Opening) => {
      const to = nearest(opening, canTake);
      if (to instanceof HTMLElement) to.focus();
      if (isLost()) toHead();
      given = { to: document.activeElement, opening };
    };
    const focused = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      const dialog = target.closest(dialogs);
      if (dialog && !openings.has(dialog)) openings.set(dialog, openingAt(last));
      last = lasting(target);
      given = undefined;
    };
    const pressed = ({ target }: PointerEvent) => {
      const found = target instanceof Element ? target.closest(focusable) : null;
      if (found) last = lasting(found);
    };
    const changed = new MutationObserver(() => {
      for (const [dialog, opening] of openings) {
        if (dialog.isConnected) continue;
        openings.delete(dialog);
        if (isLost()) giveBack(opening);
      }
      if (given && given.to?.isConnected === false && isLost()) giveBack(given.opening);
    });
    document.addEventListener('focusin', focused);
    document.addEventListener('pointerdown', pressed, true);
    changed.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', focused);
      document.removeEventListener('pointerdown', pressed, true);
      changed.disconnect();
    };
  }, []);
}
