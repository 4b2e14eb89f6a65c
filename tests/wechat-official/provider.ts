import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Arrived } from '../chaos/ledger.ts';
import { mutant } from '../contract/mutants.ts';
import { type Provider, spoiled } from '../provider.ts';
import { callback, readReply, type Signed, signed, textXml } from './customer.ts';
import { startWeixin } from './weixin-server.ts';

/** Posts and reads in the order of arrival: `fetch` hands an answer over later than the stand-in a request that came behind it. */
function post(url: string, { query, body }: Signed, read: (text: string) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const sending = request(`${url}/hooks/wechat-official/main?${query}`, { method: 'POST', agent: false, timeout: 8_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', () => resolve(false));
      response.on('end', () => {
        if (response.complete && response.statusCode === 200) read(text);
        resolve(response.complete && response.statusCode === 200);
      });
    });
    sending.on('timeout', () => sending.destroy()).on('error', () => resolve(false));
    sending.end(body);
  });
}

export async function open(): Promise<Provider> {
  const weixin = await startWeixin();
  const user = (customer: number) => `o${customer}`;
  const shown: Arrived[] = [];
  const answered = new Set<string>();
  let sent = 0;
  function arrived(): Arrived[] {
    for (const { path, body } of weixin.sent.slice(sent)) {
      sent += 1;
      if (path !== '/cgi-bin/message/custom/send') continue;
      const { content } = Object.fromEntries(Object.entries(body.text ?? {}));
      shown.push({ customer: Number(String(body.touser).slice(1)), text: String(content) });
    }
    return shown;
  }
  const message = (customer: number, number: number) => {
    const seconds = Math.floor(Date.now() / 1000);
    return signed(textXml(`m${number}`, { user: user(customer), id: `${customer}${String(number).padStart(6, '0')}`, seconds }), 'safe', Date.now());
  };
  return {
    env: {
      WECHAT_APP_ID: weixin.appId,
      WECHAT_APP_SECRET: weixin.appSecret,
      WECHAT_TOKEN: callback.token,
      WECHAT_AES_KEY: callback.encodingAesKey,
      WECHAT_API_ROOT: weixin.url,
    },
    user,
    async write(url, customer, number) {
      // WeChat repeats what was not answered, and nothing else.
      const id = `${customer}.${number}`;
      if (answered.has(id)) return true;
      const posted = post(url, message(customer, number), (text) => {
        const reply = readReply(text);
        arrived();
        answered.add(id);
        if (reply) shown.push({ customer: Number(String(reply.ToUserName).slice(1)), text: String(reply.Content) });
      });
      // The connection stays open until it is used; the customer goes on when the answer came another way.
      let open = true;
      const seen = async () => {
        while (open && !arrived().some((each) => each.customer === customer && each.text === `done m${number}`)) await pause(20);
        return open;
      };
      const taken = await Promise.race([posted, seen()]);
      open = false;
      if (taken) answered.add(id);
      return taken;
    },
    arrived,
    // WeChat takes five replies to a message of the customer.
    mostOpen: 2,
    damaged(raw, n) {
      const xml = String(raw)
        .replace(/<MsgId>\d*/, `<MsgId>${n}`)
        .replace(/<FromUserName><!\[CDATA\[[^\]]*/, `<FromUserName><![CDATA[${user(n)}`);
      const parts = mutant(xml.split(/(?<=>)|(?=<)/), n);
      return signed(Array.isArray(parts) ? parts.map(String).join('') : String(parts), 'safe', Date.now());
    },
    forged(customer, n) {
      const { query, body } = message(customer, n + 1);
      query.set('msg_signature', spoiled(query.get('msg_signature') ?? '', n));
      return { query, body };
    },
    close: () => weixin.close(),
  };
}
