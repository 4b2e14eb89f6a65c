/** Sends e-mail over the SMTP server of the merchant. */
import { createTransport } from 'nodemailer';

export interface Mail {
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** `detail`: for the log, without addresses and secrets. */
export type Mailed = { ok: true } | { ok: false; detail: string };

export interface Mailer {
  send(mail: Mail): Promise<Mailed>;
}

export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://...`. */
  url: string;
  /** `shop@example.com` or `Shop <shop@example.com>`. */
  from: string;
}

const patienceMs = 15_000;

/** Opens the mailer; undefined where the merchant named no server. Nothing is connected before the first mail. */
export function openMailer(settings: MailSettings | undefined): Mailer | undefined {
  if (!settings) return undefined;
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // A mail is what we wrote: nothing of it is read from a disk or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html }) {
      try {
        await transport.sendMail({ from: settings.from, to: { name: '', address: to }, subject, text, html });
        return { ok: true };
      } catch (error) {
        const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
        return { ok: false, detail: [code, responseCode].filter((one) => typeof one === 'string' || typeof one === 'number').join(' ') || 'failed' };
      }
    },
  };
}
