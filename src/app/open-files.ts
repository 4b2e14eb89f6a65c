/** Keeps what customers send for people of the shop: pictures, videos and files that only their channel has. */
import type { Channel } from '../channel.ts';
import type { Config } from '../config/schema.ts';
import { realClock } from '../event-loop/clock.ts';
import { Slots } from '../event-loop/slots.ts';
import { within } from '../event-loop/within.ts';
import type { Logger } from '../logger.ts';
import type { Address, Media } from '../message.ts';
import { isAway } from '../runtime/conversation/recordings.ts';
import type { Listen } from '../runtime/deps/runtime-options.ts';
import type { MediaStore } from '../store/media-store.ts';
import { customerFile } from './customer-file.ts';

/** Files that are fetched at once, and those that may wait for it. */
const atOnce = 4;
const inLine = 64;
/** Time after which a picture that found too many before it is tried again, ms. */
const againMs = 1_000;

export interface FileParts {
  config: Pick<Config, 'pictures' | 'limits'>;
  media: Pick<MediaStore, 'get' | 'put'>;
  channels: ReadonlyMap<string, Channel>;
  log: Logger;
  now(): number;
}

/** Resolves after `pictures.wait` at the latest: a file that is not here by then is lost, for the customer waits for an answer. */
export function openFiles({ config, media, channels, log, now }: FileParts): Listen {
  const fetch = customerFile(media, channels);
  const clock = realClock(now);
  const slots = new Slots(atOnce, inLine);

  async function kept(item: Media, from: Address, signal: AbortSignal): Promise<Media> {
    if ((item.bytes ?? 0) > config.limits.media_bytes || !(await slots.take(signal))) return { ...item, lost: true };
    try {
      const file = await fetch(item, from);
      const put = () => media.put(file.bytes, file.mime, item.name ?? file.name);
      let row = await put();
      for (; row === 'busy' && !signal.aborted; row = await put()) await new Promise<void>((resolve) => clock.after(againMs, resolve));
      return typeof row === 'string' ? { ...item, lost: true } : { ...item, stored: row._id, mime: row.mime, bytes: row.bytes };
    } catch (error) {
      log.info({ channel: from.channel, detail: error instanceof Error ? error.message.slice(0, 200) : '' }, 'a file could not be fetched');
      return { ...item, lost: true };
    } finally {
      slots.leave();
    }
  }

  return (parts, from) =>
    Promise.all(
      parts.map(async (part) => {
        if (!isAway(part)) return part;
        const ending = new AbortController();
        const found = await within(clock, config.pictures.wait, kept(part.media, from, ending.signal), (): Media => {
          ending.abort(new DOMException('out of time', 'TimeoutError'));
          log.info({ channel: from.channel }, 'a file was not here in time');
          return { ...part.media, lost: true };
        });
        return { ...part, media: found };
      }),
    );
}
