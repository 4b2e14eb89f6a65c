/** What is kept of a call: the shop's side asks, the customer answers, and both see while a recording runs. */
import { ask as askServer } from './line.ts';
import { createRecorder, recordingType } from './recorder.ts';
import type { CallShown, Side } from './shapes.ts';
import { takeStill } from './still.ts';
import { button, element } from './view.ts';
import { say, type Word } from './words.ts';

export interface KeepingParts {
  side: Side;
  key: string;
  /** The shop has switched recordings on. */
  recording: boolean;
  mine: HTMLVideoElement;
  theirs: HTMLVideoElement;
  /** The sound of both sides, as far as there is one. */
  sounds(): (MediaStreamTrack | null)[];
}

const questions = {
  customer: 'askStill',
  shop: 'askShown',
  recording: 'askRecording',
} as const;

export function createKeeping({ side, key, recording, mine, theirs, sounds }: KeepingParts) {
  const mark = element('p', { id: 'recording', hidden: true, role: 'status' });
  const box = element('section', { id: 'ask', hidden: true, tabIndex: -1 });
  box.setAttribute('aria-live', 'assertive');
  const told = element('p', { id: 'kept', role: 'status' });
  const post = (path: string, body: unknown) => askServer(`/call/${path}`, key, body);
  const stop = () => post('recording/stop', {});
  const stopButton = button('stopRecording', stop, 'stop-recording');
  const words = element('span');
  mark.append(words, stopButton);
  const recorder = createRecorder({ key, mine, theirs, sounds, full: stop });
  let asked = '';
  let standing = '';
  let heard = '';
  let first = true;

  const put = async (body: unknown) => {
    const response = await post('ask', body);
    told.textContent = say(response?.ok ? 'asked' : response ? 'notNow' : 'unreachable');
  };
  /** The question is put again where the server did not hear the answer, while it still stands. */
  const unheard = (id: string) => {
    told.textContent = say('unreachable');
    box.hidden = standing !== id;
  };
  const isUnheard = (response: Response | null): boolean => !response || response.status >= 500 || response.status === 429;
  const answer = async (id: string, what: 'still' | 'recording', of: Side, yes: boolean) => {
    box.hidden = true;
    told.textContent = '';
    const isStill = yes && what === 'still';
    if (isStill) {
      const picture = await takeStill(of === 'customer' ? mine : theirs);
      if (picture) {
        const headers = { authorization: `Bearer ${key}` };
        const response = await fetch(`/call/still?ask=${id}`, { method: 'POST', headers, body: picture }).catch(() => null);
        if (isUnheard(response)) return unheard(id);
        told.textContent = say(response?.ok ? 'keptStill' : 'notKept');
        if (response?.ok) return;
      } else told.textContent = say('noPicture');
    }
    const response = await post('answer', { ask: id, yes: yes && what === 'recording', ...(isStill && { failed: true }) });
    if (isUnheard(response)) unheard(id);
    else if (!response?.ok && !isStill) told.textContent = say('askGone');
  };
  const buttons =
    side === 'shop'
      ? [
          button('still', () => put({ what: 'still', of: 'customer' }), 'still'),
          button('stillOfShown', () => put({ what: 'still', of: 'shop' }), 'still-shown'),
          ...(recording && recordingType() ? [button('record', () => put({ what: 'recording' }), 'record')] : []),
        ]
      : [];
  return {
    /** Stands above the pictures. */
    above: [mark, box],
    below: [...(buttons.length ? [element('div', { className: 'bar' }, ...buttons)] : []), told],
    update({ ask, answered, recording: running, over }: CallShown): void {
      const open = side === 'customer' && !over ? ask : undefined;
      standing = open?.id ?? '';
      if (!open) box.hidden = true;
      else if (open.id !== asked) {
        asked = open.id;
        const of = open.of ?? 'customer';
        const reply = (yes: boolean) => answer(open.id, open.what, of, yes);
        box.replaceChildren(
          element('p', {}, say(open.what === 'recording' ? questions.recording : questions[of])),
          button('yes', () => reply(true), 'yes'),
          button('no', () => reply(false), 'no'),
        );
        box.hidden = false;
        // Not an answer: whoever types just now must not agree by a key.
        box.focus();
      }
      if (answered && answered.id !== heard) {
        heard = answered.id;
        const word: Word = answered.failed ? 'saidYesInVain' : !answered.yes ? 'saidNo' : answered.what === 'still' ? 'keptStill' : 'saidYes';
        if (side === 'shop') told.textContent = say(word);
      }
      mark.hidden = !running || !!over;
      words.textContent = running ? say('recordingNow') : '';
      if (side !== 'shop') return;
      if (!running || over) recorder.stop();
      // A page that was loaded anew does not have the recording that ran in the one before it.
      else if (first) void stop();
      else recorder.start(running.id);
      first = false;
    },
    finish: () => recorder.stop(),
  };
}
