/** Our own sound and picture: camera and microphone, or the screen in place of the camera. */

export type OwnMedia = Awaited<ReturnType<typeof createOwnMedia>>;

/** Asks for camera and microphone; goes on with what there is. */
export async function createOwnMedia() {
  const sound = { echoCancellation: true, noiseSuppression: true };
  const picture = { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: 'user' };
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  const get = (audio: boolean, video: boolean) =>
    devices?.getUserMedia({ audio: audio && sound, video: video && picture }).catch(() => undefined) ?? Promise.resolve(undefined);
  const got = (await get(true, true)) ?? (await get(true, false)) ?? (await get(false, true));
  const audio = got?.getAudioTracks()[0] ?? null;
  const camera = got?.getVideoTracks()[0] ?? null;
  let screen: MediaStreamTrack | null = null;
  let hidden = false;
  const seen = () => (hidden ? null : (screen ?? camera));
  return {
    hasMic: () => audio !== null,
    hasCamera: () => camera !== null,
    tracks: () => ({ audio, video: seen() }),
    sendsPicture: () => seen() !== null,
    stream(): MediaStream {
      const track = seen();
      return new MediaStream(track ? [track] : []);
    },
    mute(off: boolean): boolean {
      if (audio) audio.enabled = !off;
      return off;
    },
    hide(off: boolean): void {
      hidden = off;
      if (camera) camera.enabled = !off;
    },
    /** Answers whether the screen is shared now. */
    async share(on: boolean): Promise<boolean> {
      screen?.stop();
      screen = null;
      if (!on) return false;
      const shared = await devices?.getDisplayMedia({ video: true }).catch(() => undefined);
      screen = shared?.getVideoTracks()[0] ?? null;
      screen?.addEventListener('ended', () => document.getElementById('share')?.click(), { once: true });
      return screen !== null;
    },
    stop(): void {
      for (const track of [audio, camera, screen]) track?.stop();
    },
  };
}
