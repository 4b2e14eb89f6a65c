/** A dot that the shop's side moves over the picture of the customer; both see it. Places are shares of the picture, 0 to 1. */
import { element } from './view.ts';

const fadeMs = 1_500;

/** Reads `x,y`; null for what is no place in the picture. */
export function readPlace(text: string): { x: number; y: number } | null {
  const [, x, y] = /^(\d(?:\.\d{1,4})?),(\d(?:\.\d{1,4})?)$/.exec(text) ?? [];
  const place = { x: Number(x), y: Number(y) };
  return x !== undefined && y !== undefined && place.x <= 1 && place.y <= 1 ? place : null;
}

export function createPointer(picture: HTMLVideoElement, send: (text: string) => void) {
  const dot = element('div', { className: 'dot', hidden: true });
  const frame = element('div', { className: 'frame' }, picture, dot);
  let on = false;
  let fading: ReturnType<typeof setTimeout> | undefined;
  const put = (over: HTMLElement, x: number, y: number) => {
    dot.style.setProperty('left', `${over.offsetLeft + x * over.offsetWidth}px`);
    dot.style.setProperty('top', `${over.offsetTop + y * over.offsetHeight}px`);
    dot.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => {
      dot.hidden = true;
    }, fadeMs);
  };
  picture.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    if (!on) return;
    const x = Math.min(1, Math.max(0, offsetX / picture.offsetWidth));
    const y = Math.min(1, Math.max(0, offsetY / picture.offsetHeight));
    put(picture, x, y);
    send(`${x.toFixed(4)},${y.toFixed(4)}`);
  });
  return {
    frame,
    point(wanted: boolean): boolean {
      on = wanted;
      return on;
    },
    /** Shows where the other side points: on the picture that this side sends. */
    hear(text: string): void {
      const place = readPlace(text);
      const mine = document.getElementById('me');
      if (!place || !mine) return;
      if (dot.parentElement !== mine.parentElement) mine.parentElement?.append(dot);
      put(mine, place.x, place.y);
    },
  };
}
