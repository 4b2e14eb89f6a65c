/** Passwords of the people of the shop: scrypt (RFC 7914), in a text that names its own cost. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 32 MB and about a tenth of a second: one of the five equal settings of OWASP's Password Storage Cheat Sheet. */
const cost = { ln: 15, r: 8, p: 3 };
const keyBytes = 32;
/** Longest line of hashes that wait for their turn: each takes 32 MB while it is made. */
const mostWaiting = 50;

export const shortestPassword = 10;
export const longestPassword = 200;

/** Thrown where more passwords wait to be checked than can be in a few seconds. Expected: the caller may try again. */
export class PasswordsBusy extends Error {
  override readonly name = 'PasswordsBusy';
}

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Hashes run one after another, in a thread of their own. */
function derive(password: string, salt: Buffer, { ln, r, p }: typeof cost): Promise<Buffer> {
  if (waiting >= mostWaiting) return Promise.reject(new PasswordsBusy('too many passwords are checked now'));
  waiting += 1;
  const made = last.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
        scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
      }),
  );
  last = made.catch(() => undefined).finally(() => (waiting -= 1));
  return made;
}

/** Returns `$scrypt$ln=15,r=8,p=3$salt$key`. Rejects with PasswordsBusy. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** Tells whether the password is that of the hash; with `hash` null it takes as long and says no. Rejects with PasswordsBusy. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, ln = '', r = '', p = '', salt = '', key = ''] = form.exec(hash ?? '') ?? [];
  if (!key) {
    await derive(password, Buffer.alloc(16), cost);
    return false;
  }
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), { ln: Number(ln), r: Number(r), p: Number(p) });
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Tells whether the password may be taken: long enough, and not the name or one sign again and again. */
export function isStrong(password: string, name: string): boolean {
  const text = password.normalize('NFKC');
  return (
    [...text].length >= shortestPassword && text.length <= longestPassword && new Set(text).size > 3 && !text.toLowerCase().includes(name.trim().toLowerCase())
  );
}
