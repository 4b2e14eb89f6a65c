import type { KeyboardEvent } from 'react';

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Goes through the tabs of a list by arrows, as whoever hears "tab" expects; Enter opens the one that has the focus. */
export function walkTabs(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  if (!step || !(document.activeElement instanceof HTMLElement)) return;
  const at = tabs.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  tabs[step(at, tabs.length - 1)]?.focus();
}
