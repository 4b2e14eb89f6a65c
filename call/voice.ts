/** The shop's side of a call with sound alone whose other end is a phone (WhatsApp): one offer, one answer, nothing is negotiated anew. */
import { ask, listen } from './line.ts';
import { callShown, readAs, refused, type Voice, type VoiceJoined, voiceJoined, voiceShown } from './shapes.ts';
import { button, element, show, toggle } from './view.ts';
import { say, type Word } from './words.ts';

/** Why the call could not be made or taken, by the code of the server. */
const refusals: Readonly<Record<string, Word>> = {
  off: 'callsOff',
  no_permission: 'noPermission',
  limited: 'limited',
  busy: 'busy',
  window_closed: 'noPermission',
  unreachable: 'cannotBeCalled',
  again: 'tryAgain',
  refused: 'callRefused',
  unauthorized: 'badLink',
};

/** Ways of the network that are found later than this are not waited for, ms: descriptions go out whole. */
const gatherMs = 1_500;
/** The connection has to stand within this, ms: the phone rings for 30 to 60 seconds. */
const connectMs = 20_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Joins by a one-time link. A page that is loaded again cannot go on: the phone knows the connection of the first alone. */
export async function voicePage(token: string): Promise<void> {
  const heading = () => element('h1', {}, say('deskTitle'));
  const problem = element('p', { id: 'problem', role: 'status' });
  const tell = (word: Word, more = '') => show(heading(), element('p', { id: 'state', role: 'status' }, say(word)), element('p', {}, more));
  show(
    heading(),
    element('p', {}, say('voiceConsent')),
    problem,
    button('join', () => join(), 'join'),
  );

  async function join(): Promise<void> {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    const media = await devices?.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } }).catch(() => undefined);
    const mic = media?.getAudioTracks()[0];
    if (!mic) {
      problem.textContent = say('noMic');
      return;
    }
    const response = await ask('/call/join', '', { token });
    // What is no answer of this program (a page of a proxy, say) is as good as none.
    const joined = response?.ok ? readAs(voiceJoined, await response.text().catch(() => '')) : null;
    if (joined) talk(joined, mic);
    else {
      mic.stop();
      if (response && !response.ok) tell('badLink');
      else problem.textContent = say('unreachable');
    }
  }

  function talk({ ice, relay, voice, key }: VoiceJoined, mic: MediaStreamTrack): void {
    const state = element('p', { id: 'state', role: 'status' }, say('connecting'));
    const theirs = element('audio', { id: 'them', autoplay: true });
    const pc = new RTCPeerConnection({ iceServers: ice, iceTransportPolicy: relay ? 'relay' : 'all' });
    let over = false;
    const finish = (word: Word, more = '') => {
      if (over) return;
      over = true;
      pc.close();
      mic.stop();
      tell(word, more);
    };
    const leave = () =>
      void fetch('/call/end', { method: 'POST', keepalive: true, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: '{}' });
    const hangUp = () => {
      leave();
      finish('ended');
    };
    addEventListener('pagehide', () => over || leave());
    pc.ontrack = ({ track }) => {
      theirs.srcObject = new MediaStream([track]);
    };
    pc.onconnectionstatechange = () => {
      state.dataset.state = pc.connectionState;
      if (pc.connectionState === 'failed') hangUp();
    };
    // Whoever is called hears the first words only when the call was taken: https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-initiated-calls
    let muted = false;
    let open = false;
    let talking = false;
    const sound = () => {
      mic.enabled = open && !muted;
    };
    sound();
    const speak = () => {
      open = true;
      talking = true;
      sound();
      state.textContent = say('connected');
    };
    show(
      heading(),
      state,
      theirs,
      element(
        'div',
        { className: 'bar' },
        toggle('mute', 'unmute', 'mute', (off) => {
          muted = off;
          sound();
          return off;
        }),
        button('hangUp', hangUp, 'end'),
      ),
    );
    // For whoever looks into a call that does not work, and for the tests.
    Object.assign(window, { zhangguiCallStats: () => pc.getStats() });

    const whole = async (made: RTCSessionDescriptionInit): Promise<string> => {
      const gathered = new Promise<void>((resolve) => {
        pc.onicegatheringstatechange = () => pc.iceGatheringState === 'complete' && resolve();
      });
      await pc.setLocalDescription(made);
      await Promise.race([gathered, pause(gatherMs)]);
      return pc.localDescription?.sdp ?? '';
    };
    /** Tells the server, again while it may come back; finishes when it refuses. */
    const post = async (path: string, sdp: string): Promise<boolean> => {
      for (let tries = 0; tries < 4 && !over; tries++) {
        const response = await ask(path, key, { sdp });
        if (response?.ok) return true;
        if (response && response.status < 500 && response.status !== 429) {
          const why = refusals[readAs(refused, await response.text().catch(() => ''))?.error.code ?? ''];
          leave();
          finish('notTaken', why && say(why));
          return false;
        }
        await pause(500 * 2 ** tries);
      }
      hangUp();
      return false;
    };

    const connected = new Promise<boolean>((resolve) => {
      pc.addEventListener('connectionstatechange', () => pc.connectionState === 'connected' && resolve(true));
      setTimeout(() => resolve(false), connectMs);
    });
    const answerCall = async (offer: string): Promise<void> => {
      await pc.setRemoteDescription({ type: 'offer', sdp: offer });
      pc.addTrack(mic);
      const sdp = await whole(await pc.createAnswer());
      if (!(await post('/call/voice/answer', sdp))) return;
      if (!(await connected)) return hangUp();
      if (await post('/call/voice/accept', sdp)) speak();
    };
    const startCall = async (): Promise<void> => {
      pc.addTransceiver(mic, { direction: 'sendrecv' });
      await post('/call/voice/offer', await whole(await pc.createOffer()));
    };
    let answered = false;
    const hear = async ({ out, sdp, rings }: Voice): Promise<void> => {
      if (!out || over) return;
      if (rings && !talking) state.textContent = say('rings');
      if (!sdp || answered) return;
      answered = true;
      // The customer hears nothing before they take it, and shall not miss the first words.
      open = true;
      sound();
      await pc.setRemoteDescription({ type: 'answer', sdp });
    };

    if (!voice) return finish('badLink');
    state.textContent = say(voice.out ? 'calling' : 'connecting');
    const begun = (voice.out ? startCall() : answerCall(voice.sdp ?? '')).catch(() => hangUp());
    void listen(
      '/call/stream',
      key,
      ({ event, data }) => {
        if (event === 'voice') {
          const told = readAs(voiceShown, data);
          if (told) void hear(told).catch(() => hangUp());
          return;
        }
        const call = event === 'call' ? readAs(callShown, data) : null;
        if (!call) return;
        // A call of ours that is refused is over, too: why comes with the answer to the offer.
        if (call.over && voice.out) void begun.then(() => finish(call.talked === undefined ? 'notAnswered' : 'ended'));
        else if (call.over) finish(call.talked === undefined ? 'callerGone' : 'ended');
        else if (voice.out && call.state === 'talking') speak();
      },
      () => {},
    ).then(() => finish('ended'));
  }
}
