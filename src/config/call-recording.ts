import { z } from 'zod';
import { about, time } from './setting.ts';

/** Section `calls.recording`. */
export const callRecordingSettings = z
  .strictObject({
    on: about(
      z.boolean().default(false),
      'The shop’s side may ask to record a call; it begins only after the customer said yes. Look first what the law asks of you (docs/calls.md)',
      '店铺端可以请求录制通话；顾客同意后才会开始。请先了解当地法律的要求（见 docs/calls.zh-CN.md）',
    ),
    longest: about(time.prefault('30m'), 'A recording ends by itself after', '一段录像最长多久，到时自动停止'),
    bytes: about(
      z.number().int().min(1_000_000).max(200_000_000).default(64_000_000),
      'Largest recording, bytes; it ends there',
      '一段录像最大字节数，到了就停止',
    ),
  })
  .prefault({});
