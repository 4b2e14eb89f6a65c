/** The connection to the other page: one to one, by perfect negotiation (W3C WebRTC, section 10.7), with a new start of ICE when the network changes. */
import type { Side, Signal } from './shapes.ts';

export interface PeerParts {
  side: Side;
  config: RTCConfiguration;
  /** What is sent: one sound and one picture, each of which may be missing. */
  tracks(): { audio: MediaStreamTrack | null; video: MediaStreamTrack | null };
  send(signal: Signal): void;
  onStream(stream: MediaStream): void;
  onState(state: RTCPeerConnectionState): void;
  onData(text: string): void;
}

const brokenMs = 3_000;

export type Peer = ReturnType<typeof createPeer>;

export function createPeer({ side, config, tracks, send, onStream, onState, onData }: PeerParts) {
  const me = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const polite = side === 'customer';
  let other: string | undefined;
  let connection: RTCPeerConnection | undefined;
  let channel: RTCDataChannel | undefined;
  let making = false;
  let ignoring = false;
  let work = Promise.resolve();
  let broken: ReturnType<typeof setTimeout> | undefined;
  const senders: { audio?: RTCRtpSender; video?: RTCRtpSender } = {};

  const begin = (peer: string): void => {
    connection?.close();
    other = peer;
    const pc = new RTCPeerConnection(config);
    connection = pc;
    making = false;
    ignoring = false;
    const stream = new MediaStream();
    pc.ontrack = ({ track }) => {
      stream.addTrack(track);
      onStream(stream);
    };
    pc.onicecandidate = ({ candidate }) => send({ type: 'candidate', from: me, to: peer, candidate: candidate && slim(candidate) });
    pc.onconnectionstatechange = () => {
      if (pc !== connection) return;
      onState(pc.connectionState);
      clearTimeout(broken);
      if (pc.connectionState === 'failed') pc.restartIce();
      if (pc.connectionState === 'disconnected') broken = setTimeout(() => pc.restartIce(), brokenMs);
    };
    pc.onnegotiationneeded = async () => {
      try {
        making = true;
        await pc.setLocalDescription();
        describe(pc, peer);
      } catch {
        // Closed meanwhile, or the other side was first.
      } finally {
        making = false;
      }
    };
    channel = undefined;
    // The shop's side describes first; the customer's senders and channel come with the answer: a channel that is made before would offer at the same
    // time, and Chromium loses a channel whose offer is taken back.
    if (polite) return;
    openHands(pc);
    for (const kind of ['audio', 'video'] as const) senders[kind] = pc.addTransceiver(tracks()[kind] ?? kind, { direction: 'sendrecv' }).sender;
  };
  const openHands = (pc: RTCPeerConnection): void => {
    channel = pc.createDataChannel('hands', { negotiated: true, id: 0 });
    channel.onmessage = ({ data }) => typeof data === 'string' && data.length < 1_000 && onData(data);
  };
  const describe = (pc: RTCPeerConnection, to: string): void => {
    if (pc.localDescription) send({ type: 'description', from: me, to, description: { type: pc.localDescription.type, sdp: pc.localDescription.sdp } });
  };
  /** Puts our own sound and picture on what the other side offers. */
  const join = async (pc: RTCPeerConnection): Promise<void> => {
    for (const one of pc.getTransceivers()) {
      const kind = one.receiver.track.kind === 'audio' ? 'audio' : 'video';
      senders[kind] = one.sender;
      one.direction = 'sendrecv';
      await one.sender.replaceTrack(tracks()[kind]);
    }
  };

  const take = async (signal: Signal): Promise<void> => {
    if (signal.type === 'hello') {
      if (signal.from !== other) begin(signal.from);
      if (signal.reply) send({ type: 'hello', from: me, reply: false });
      return;
    }
    const pc = connection;
    if (!pc || !other || signal.to !== me || signal.from !== other) return;
    if (signal.type === 'candidate') {
      try {
        await pc.addIceCandidate(signal.candidate ?? undefined);
      } catch (error) {
        if (!ignoring) throw error;
      }
      return;
    }
    const { description } = signal;
    const collides = description.type === 'offer' && (making || pc.signalingState !== 'stable');
    ignoring = !polite && collides;
    if (ignoring) return;
    await pc.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    if (polite) {
      if (!channel) openHands(pc);
      await join(pc);
    }
    await pc.setLocalDescription();
    describe(pc, other);
  };

  return {
    /** Tells the other page that this one is there. */
    hello: () => send({ type: 'hello', from: me, reply: true }),
    take(signal: Signal): void {
      work = work.then(() => take(signal)).catch(() => connection?.restartIce());
    },
    /** Sends what `tracks` answers now. */
    async refresh(): Promise<void> {
      for (const kind of ['audio', 'video'] as const) await senders[kind]?.replaceTrack(tracks()[kind]);
    },
    /** Looks for a way anew, after the network changed. */
    restart(): void {
      if (connection && connection.connectionState !== 'connected') connection.restartIce();
    },
    rejoin: () => connection?.restartIce(),
    say(text: string): void {
      if (channel?.readyState === 'open') channel.send(text);
    },
    stats: () => connection?.getStats(),
    close(): void {
      clearTimeout(broken);
      connection?.close();
      connection = undefined;
    },
  };
}

const slim = ({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): RTCIceCandidateInit => ({
  candidate,
  sdpMid,
  sdpMLineIndex,
  usernameFragment,
});
