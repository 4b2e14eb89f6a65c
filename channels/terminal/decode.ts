/** A typed line -> an event. Pure and total. */
import type { DecodeContext } from '../../src/channel.ts';
import type { InboundEvent, Part } from '../../src/message.ts';
import { typedLine } from './payload.ts';

const kinds = { photo: 'image', voice: 'audio', video: 'video', file: 'file' } as const;
const mimes: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
};

/** `/photo dress.jpg It is torn` and the like: the path may stand in quotes. */
function mediaPart(line: string): Part | undefined {
  const match = /^\/(photo|voice|video|file)\s+(?:"([^"]+)"|(\S+))\s*(.*)$/s.exec(line);
  const path = match?.[2] ?? match?.[3];
  const kind = match?.[1];
  if (!match || !path || !(kind === 'photo' || kind === 'voice' || kind === 'video' || kind === 'file')) return undefined;
  const mime = mimes[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''];
  const caption = match[4]?.trim();
  return {
    type: kinds[kind],
    media: { ref: path, name: path.split(/[\\/]/).at(-1) ?? path, ...(mime ? { mime } : {}) },
    ...(kind === 'voice' ? { voice: true } : {}),
    ...(caption ? { caption } : {}),
  };
}

function placePart(line: string): Part | undefined {
  const match = /^\/place\s+(-?\d{1,3}(?:\.\d+)?)[,\s]\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(line);
  const latitude = Number(match?.[1]);
  const longitude = Number(match?.[2]);
  return match && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { type: 'place', latitude, longitude } : undefined;
}

/**
 * Reads a line as events. Every line is a message; `/start CODE`, `/photo FILE`, `/voice FILE`, `/video FILE`, `/file FILE` and `/place LAT,LNG` stand
 * for what a phone sends.
 */
export function decode(value: unknown, context: DecodeContext): InboundEvent[] {
  const parsed = typedLine.safeParse(value);
  if (!parsed.success) return [];
  const { id, user, name, lang } = parsed.data;
  const line = parsed.data.line.trim();
  if (line === '') return [];
  const profile = { ...(name ? { name } : {}), ...(lang ? { lang } : {}) };
  const base = {
    id,
    from: { channel: 'terminal', account: context.account, user },
    at: context.now,
    ...(Object.keys(profile).length > 0 ? { profile } : {}),
  };
  const start = /^\/start(?:\s+(\S+))?$/.exec(line);
  if (start) return [{ ...base, type: 'started', ...(start[1] ? { referral: start[1] } : {}) }];
  return [{ ...base, type: 'message', parts: [mediaPart(line) ?? placePart(line) ?? { type: 'text', text: line }] }];
}
