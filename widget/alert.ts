/** Tells of messages while the visitor looks elsewhere: in the page's title, and by a sound. Both are off unless the shop or the visitor wants them. */
import type { TextStorage } from '../sdk/platform.ts';

export interface Alert {
  unread(count: number): void;
  /** A message came just now; `seen`: the window is open. */
  came(seen: boolean): void;
  sound(): boolean;
  setSound(on: boolean): void;
}

const key = 'zhanggui.sound';
const mark = /^\(\d+\+?\) /;

/** `wanted`: `title`, `sound`, or both, as the shop's page says. */
export function createAlert(wanted: string, storage: TextStorage): Alert {
  const inTitle = wanted.includes('title');
  const sound = () => (storage.get(key) ?? (wanted.includes('sound') ? 'on' : 'off')) === 'on';
  let unread = 0;
  const show = () => {
    const plain = document.title.replace(mark, '');
    const title = unread && document.hidden ? `(${unread > 99 ? '99+' : unread}) ${plain}` : plain;
    if (inTitle && document.title !== title) document.title = title;
  };
  document.addEventListener('visibilitychange', show);
  return {
    unread(count) {
      unread = count;
      show();
    },
    came(seen) {
      if (sound() && (document.hidden || !seen)) chime();
    },
    sound,
    setSound(on) {
      storage.set(key, on ? 'on' : 'off');
      if (on) chime();
    },
  };
}

/** Two short tones, soft; nothing where the browser allows no sound yet. */
function chime(): void {
  try {
    const context = new AudioContext();
    const gain = new GainNode(context, { gain: 0.06 });
    gain.connect(context.destination);
    for (const [at, frequency] of [
      [0, 660],
      [0.12, 880],
    ] as const) {
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(gain);
      tone.start(context.currentTime + at);
      tone.stop(context.currentTime + at + 0.1);
    }
    setTimeout(() => void context.close(), 500);
  } catch {}
}
