/** Signature of Tencent Cloud: https://cloud.tencent.com/document/api/1093/35641 */
import { createHash, createHmac } from 'node:crypto';

export interface Signed {
  id: string;
  key: string;
  host: string;
  service: string;
  /** Signed where it is given. */
  action?: string;
  /** Epoch seconds. */
  at: number;
  payload: string;
}

export const jsonType = 'application/json; charset=utf-8';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Returns the value of the header Authorization. */
export function tc3Authorization({ id, key, host, service, action, at, payload }: Signed): string {
  const headers: [string, string][] = [
    ['content-type', jsonType],
    ['host', host],
    ...(action === undefined ? [] : [['x-tc-action', action.toLowerCase()] satisfies [string, string]]),
  ];
  const names = headers.map(([name]) => name).join(';');
  const canonical = ['POST', '/', '', headers.map(([name, value]) => `${name}:${value}\n`).join(''), names, sha256(payload)].join('\n');
  const date = new Date(at * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const signing = hmac(hmac(hmac(`TC3${key}`, date), service), 'tc3_request');
  const signature = hmac(signing, ['TC3-HMAC-SHA256', String(at), scope, sha256(canonical)].join('\n')).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}
