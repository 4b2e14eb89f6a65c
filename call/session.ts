/** A call from the check of the devices to its end; the same for both sides. */
import { createSearch, createShelf, readCard, toTell } from './goods.ts';
import { createKeeping } from './keeping.ts';
import { ask, createSender, listen } from './line.ts';
import { createOwnMedia } from './media.ts';
import { type Sample, sampleOf, tooPoor } from './network.ts';
import { createPeer } from './peer.ts';
import { createPointer } from './pointer.ts';
import { type CallShown, type Joined, joined, readAs, type Side, signal, talkShown } from './shapes.ts';
import { button, element, show, toggle, video } from './view.ts';
import { say, type Word } from './words.ts';

const statsMs = 2_000;
const keptKey = 'zhanggui-call';

/** Begins with a link's token, or goes on with the seat that this tab has. `done` is called when the person leaves the call's end. */
export async function callPage(side: Side, title: Word, token: string): Promise<void> {
  const heading = () => element('h1', {}, say(title));
  const tell = (word: Word) => show(heading(), element('p', { id: 'state', role: 'status' }, say(word)));
  const kept = sessionStorage.getItem(keptKey);
  if (!token && !kept) return tell('noLink');
  const media = await createOwnMedia();
  const preview = video('me', 'preview', true);
  preview.srcObject = media.stream();
  const notes = [...(media.hasMic() ? [] : ['noMic' as const]), ...(media.hasCamera() ? [] : ['noCamera' as const])];
  const problem = element('p', { id: 'problem', role: 'status' });
  const join = async () => {
    const response = token ? await ask('/call/join', '', { token }) : await ask('/call/seat', kept ?? '');
    if (!response) {
      problem.textContent = say('unreachable');
      return;
    }
    if (!response.ok) {
      sessionStorage.removeItem(keptKey);
      media.stop();
      return tell('badLink');
    }
    // What is no answer of this program (a page of a proxy, say) is as good as none.
    const seat = readAs(joined, await response.text().catch(() => ''));
    if (!seat) {
      problem.textContent = say('unreachable');
      return;
    }
    const key = seat.key ?? kept ?? '';
    sessionStorage.setItem(keptKey, key);
    talk(seat, key);
  };
  show(
    heading(),
    element('h2', {}, say('check')),
    preview,
    ...notes.map((word) => element('p', { className: 'note' }, say(word))),
    element('p', {}, say(side === 'shop' ? 'consentShop' : 'consent')),
    problem,
    button('join', join, 'join'),
  );

  function talk({ ice, relay, recording }: Joined, key: string): void {
    const state = element('p', { id: 'state', role: 'status' }, say(side === 'shop' ? 'waitingCustomer' : 'waiting'));
    const note = element('p', { id: 'note', role: 'status' });
    const mine = video('me', 'me', true);
    const theirs = video('them', 'them', false);
    mine.srcObject = media.stream();
    let sent: MediaStream | undefined;
    let call: CallShown | undefined;
    const samples: Sample[] = [];
    const shelf = createShelf();
    const keeping = createKeeping({ side, key, recording, mine, theirs, sounds: () => [media.tracks().audio, sent?.getAudioTracks()[0] ?? null] });
    const pointer = createPointer(theirs, (text) => peer.say(text));
    const peer = createPeer({
      side,
      config: { iceServers: ice, iceTransportPolicy: relay ? 'relay' : 'all' },
      tracks: media.tracks,
      send: createSender('/call/signal', key),
      onStream(stream) {
        sent = stream;
        theirs.srcObject = stream;
      },
      onState(now) {
        if (call?.over) return;
        if (now === 'connected') state.textContent = say('connected');
        else if (now === 'connecting' || now === 'new') state.textContent = say('connecting');
        else if (now !== 'closed') state.textContent = say('again');
        state.dataset.state = now;
      },
      onData(text) {
        const card = side === 'customer' ? readCard(text) : null;
        if (card) shelf.put(card);
        else pointer.hear(text);
      },
    });
    const watch = setInterval(async () => {
      const report = await peer.stats();
      if (!report || !media.sendsPicture()) return;
      samples.push(sampleOf(report));
      if (samples.length > 10) samples.shift();
      if (!tooPoor(samples)) return;
      samples.length = 0;
      note.textContent = say('poor');
      camera.click();
    }, statsMs);
    const camera = toggle('cameraOff', 'cameraOn', 'camera', async (off) => {
      media.hide(off);
      await peer.refresh();
      mine.srcObject = media.stream();
      return off;
    });
    const finish = () => {
      clearInterval(watch);
      keeping.finish();
      sessionStorage.removeItem(keptKey);
      peer.close();
      media.stop();
      sent = undefined;
      tell(call?.state === 'missed' ? 'missed' : 'ended');
    };
    const back = () => peer.restart();
    addEventListener('online', () => peer.rejoin());
    show(
      heading(),
      state,
      note,
      ...keeping.above,
      element('div', { className: 'stage' }, pointer.frame, mine),
      shelf.shelf,
      element(
        'div',
        { className: 'bar' },
        toggle('mute', 'unmute', 'mute', (off) => media.mute(off)),
        camera,
        ...(side === 'shop'
          ? [
              toggle('share', 'unshare', 'share', async (on) => {
                const is = await media.share(on);
                await peer.refresh();
                mine.srcObject = media.stream();
                note.textContent = is ? say('shared') : '';
                return is;
              }),
              toggle('point', 'point', 'point', (on) => pointer.point(on)),
            ]
          : []),
        button(
          'hangUp',
          async () => {
            await ask('/call/end', key, {});
            finish();
          },
          'end',
        ),
      ),
      ...keeping.below,
      ...(side === 'shop'
        ? [
            createSearch(key, (card) => {
              shelf.put(card);
              peer.say(toTell(card));
            }),
          ]
        : []),
    );
    // For whoever looks into a call that does not work, and for the tests.
    Object.assign(window, { zhangguiCallStats: () => peer.stats(), zhangguiCallStream: () => sent });
    let greeted = false;
    void listen(
      '/call/stream',
      key,
      ({ event, data }) => {
        if (event === 'signal') {
          const told = readAs(signal, data);
          return told ? peer.take(told) : undefined;
        }
        const told = event === 'call' ? readAs(talkShown, data) : null;
        if (!told) return;
        call = told;
        keeping.update(call);
        if (call.over) return finish();
        if (call.here.customer && call.here.shop && !greeted) {
          greeted = true;
          state.textContent = say('connecting');
          peer.hello();
        }
      },
      (connected) => connected && greeted && back(),
    ).then(finish);
  }
}
