import { mutant } from '../contract/mutants.ts';
import { type Callback, call, type Provider, spoiled } from '../provider.ts';
import { record } from './kf-rules.ts';
import { aesKey, corp, kf, secret, startQyapi, token } from './qyapi-server.ts';

export async function open(): Promise<Provider> {
  const api = await startQyapi({ withoutToken: Number.POSITIVE_INFINITY });
  const customerId = (customer: number) => `wm${customer}`;
  const callback = (change?: Parameters<typeof api.callback>[1]): Callback => {
    const { query, body } = api.callback(kf, change);
    return { query, body };
  };
  const said = new Set<string>();
  return {
    env: {
      WECOM_CORP_ID: corp,
      WECOM_KF_SECRET: secret,
      WECOM_TOKEN: token,
      WECOM_AES_KEY: aesKey,
      WECOM_OPEN_KFID: kf,
      WECOM_API_ROOT: api.url,
    },
    user: (customer) => `${kf}.${customerId(customer)}`,
    // The message stays behind the cursor whether or not the event that announces it gets through.
    async write(url, customer, number) {
      const msgid = `in.${customer}.${number}`;
      if (!said.has(msgid)) api.send({ msgid, msgtype: 'text', text: { content: `m${number}` } }, customerId(customer), kf, true);
      said.add(msgid);
      return (await call(url, 'wecom', callback()))?.status === 200;
    },
    arrived: () => api.messages.map(({ customer, content }) => ({ customer: Number(customer.slice(2)), text: String(content.content) })),
    // WeCom takes five replies to a message of the customer.
    mostOpen: 2,
    damaged(raw, n) {
      // What comes with the signature is no more than an event; customers' messages come by sync_msg.
      const item = mutant({ ...record(raw), msgid: `damaged.${n}`, external_userid: customerId(n) }, n);
      api.push(record(item), kf, true);
      const xml = `<xml><MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>ENC1</Token><OpenKfId>${kf}</OpenKfId></xml>`;
      const parts = mutant(xml.split(/(?<=>)|(?=<)/), n);
      return n % 2 === 0 ? callback() : callback({ xml: Array.isArray(parts) ? parts.map(String).join('') : String(parts) });
    },
    forged(_customer, n) {
      const made = callback();
      const query = new URLSearchParams(made.query);
      query.set('msg_signature', spoiled(query.get('msg_signature') ?? '', n));
      return { ...made, query };
    },
    close: () => api.close(),
  };
}
