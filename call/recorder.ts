/** Records both sides of a call on the shop's page: sound mixed, pictures side by side, sent to the server as it comes. */

export interface RecorderParts {
  key: string;
  mine: HTMLVideoElement;
  theirs: HTMLVideoElement;
  sounds(): (MediaStreamTrack | null)[];
  /** The server takes no more. */
  full(): void;
}

/** Safari records MP4 alone, Firefox WebM alone, Chromium both. */
const types = ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4;codecs=avc1.42E01E,mp4a.40.2', 'video/mp4'];
/** Largest part, bytes: the server refuses more than 256,000. */
const partBytes = 240_000;
const pieceMs = 2_000;
const framesPerSecond = 8;
const size = { width: 960, height: 360 };
const tries = 60;

/** The form in which this browser can record; undefined when it cannot. */
export const recordingType = (): string | undefined =>
  typeof MediaRecorder === 'undefined' ? undefined : types.find((type) => MediaRecorder.isTypeSupported(type));

export function createRecorder({ key, mine, theirs, sounds, full }: RecorderParts) {
  let running: { id: string; end(): void } | undefined;

  const begin = (id: string): void => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, size);
    const context = canvas.getContext('2d');
    const draw = () => {
      context?.fillRect(0, 0, size.width, size.height);
      for (const [n, video] of [theirs, mine].entries()) {
        const { videoWidth: wide, videoHeight: high } = video;
        if (!wide || !high) continue;
        const half = size.width / 2;
        const scale = Math.min(half / wide, size.height / high);
        context?.drawImage(video, n * half + (half - wide * scale) / 2, (size.height - high * scale) / 2, wide * scale, high * scale);
      }
    };
    const drawing = setInterval(draw, 1_000 / framesPerSecond);
    draw();
    const audio = new AudioContext();
    const mixed = audio.createMediaStreamDestination();
    for (const track of sounds()) if (track) audio.createMediaStreamSource(new MediaStream([track])).connect(mixed);
    const stream = new MediaStream([...canvas.captureStream(framesPerSecond).getVideoTracks(), ...mixed.stream.getAudioTracks()]);
    const type = recordingType();
    const recorder = new MediaRecorder(stream, { ...(type && { mimeType: type }), videoBitsPerSecond: 250_000, audioBitsPerSecond: 32_000 });
    let n = 0;
    let sending = Promise.resolve();
    recorder.ondataavailable = ({ data }) => {
      for (let at = 0; at < data.size; at += partBytes) {
        const part = data.slice(at, at + partBytes);
        const number = n++;
        sending = sending.then(() => send(key, id, number, part, full));
      }
    };
    recorder.onstop = () => {
      clearInterval(drawing);
      for (const track of stream.getTracks()) track.stop();
      void audio.close();
    };
    recorder.start(pieceMs);
    running = { id, end: () => recorder.state !== 'inactive' && recorder.stop() };
  };

  return {
    /** Records this one from now on, unless it does so already. */
    start(id: string): void {
      if (running?.id === id) return;
      running?.end();
      begin(id);
    },
    stop(): void {
      running?.end();
      running = undefined;
    },
  };
}

/** Sends a part until the server takes it, or refuses it. */
async function send(key: string, id: string, n: number, part: Blob, full: () => void): Promise<void> {
  for (let failures = 0; failures < tries; failures++) {
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(`/call/recording?id=${id}&n=${n}`, { method: 'POST', headers, body: part }).catch(() => null);
    if (response?.status === 413) full();
    if (response && response.status < 500 && response.status !== 429) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 250 * 2 ** failures)));
  }
}
