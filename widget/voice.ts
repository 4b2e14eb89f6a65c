/** Records a voice message. A part of its own: most visitors never record. */
import { h, icon } from './dom.ts';
import type { WindowWords } from './window-words.ts';

/** Longest recording, ms. */
const longestMs = 60_000;
const tickMs = 200;
/** What browsers record, the best first: Chrome and Firefox WebM with Opus, Safari MP4. */
const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const endings: Record<string, string> = { 'audio/mp4': 'm4a', 'audio/ogg': 'ogg', 'audio/webm': 'weba' };

const clock = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1_000) % 60).padStart(2, '0')}`;

/** Shows a strip in `place` while it records. Resolves to the recording, null when it was discarded. Rejects when the microphone cannot be used. */
export async function record(place: HTMLElement, words: WindowWords): Promise<File | null> {
  const sound = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  const type = types.find((one) => MediaRecorder.isTypeSupported(one)) ?? '';
  const recorder = new MediaRecorder(sound, { ...(type && { mimeType: type }), audioBitsPerSecond: 32_000 });
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const began = performance.now();
  let kept = true;
  const time = h('span', { 'aria-hidden': 'true' }, clock(0));
  const strip = h(
    'div.voice',
    { role: 'group', 'aria-label': words.recording },
    h('button.round', { 'aria-label': words.discard, onclick: () => end(false) }, icon('cross')),
    h('span.sr', { role: 'status' }, words.recording),
    h('span.pulse', { 'aria-hidden': 'true' }),
    time,
    h('button.round send', { 'aria-label': words.send, onclick: () => end(true) }, icon('send')),
  );
  const end = (keep: boolean) => {
    kept = keep;
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const timer = setInterval(() => {
    const ms = performance.now() - began;
    time.textContent = `${clock(Math.min(ms, longestMs))} / ${clock(longestMs)}`;
    if (ms >= longestMs || !strip.isConnected) end(strip.isConnected);
  }, tickMs);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end(false);
  };
  strip.addEventListener('keydown', leave);
  const over = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve();
    recorder.onerror = () => reject(new Error('the recorder failed'));
  });
  recorder.start();
  place.append(strip);
  strip.querySelector<HTMLElement>('.send')?.focus();
  try {
    await over;
  } finally {
    clearInterval(timer);
    for (const track of sound.getTracks()) track.stop();
    strip.remove();
  }
  const mime = recorder.mimeType.split(';')[0] || 'audio/webm';
  return kept && pieces.length ? new File(pieces, `voice.${endings[mime] ?? 'weba'}`, { type: mime }) : null;
}
