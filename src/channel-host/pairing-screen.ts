/** Draws what has to be scanned or typed to link an account, for whoever started the program on a terminal. */
import type { Channel } from '../channel.ts';
import { drawQr } from './draw-qr.ts';

/** Interval at which the channels are asked, ms. A code of WhatsApp lives for 20 s. */
const every = 1_000;

export interface Screen {
  write(text: string): unknown;
}

/** The QR code as signs of a terminal; null where the package that draws it is not installed. */
export type Draw = (text: string) => Promise<string | null>;

/**
 * Draws each new code once, as long as its channel asks for it. Resolves to what ends it. Only for a terminal: a code is a credential, and what is
 * not a terminal may be a log.
 */
export function showPairings(
  channels: ReadonlyMap<string, Channel>,
  screen: Screen,
  draw: Draw = (text) => drawQr(text, 'terminal'),
): { look(): Promise<void>; stop(): void } {
  const shown = new Map<string, string>();
  const look = async (): Promise<void> => {
    for (const [id, channel] of channels) {
      const pairing = channel.health().state === 'need_qr' ? channel.pairing?.() : null;
      const secret = pairing?.qr ?? pairing?.code;
      if (secret === undefined) {
        shown.delete(id);
        continue;
      }
      if (shown.get(id) === secret) continue;
      shown.set(id, secret);
      const picture = pairing?.qr === undefined ? '' : await draw(pairing.qr);
      const code = pairing?.code === undefined ? '' : `  code / 配对码  ${pairing.code}\n`;
      if (picture === null)
        screen.write(
          `\n${id}: to see the QR code here run "npm i qrcode" · 要在这里显示二维码，请运行 npm i qrcode\n  GET /api/channels/${id}/pairing\n${code}`,
        );
      else screen.write(`\n${id}: scan this with the app of the account · 请用该账号的 App 扫码\n${picture}${code}`);
    }
  };
  const timer = setInterval(() => void look(), every);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
