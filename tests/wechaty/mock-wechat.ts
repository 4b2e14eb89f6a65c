/**
 * WeChat as wechaty's own mock puppet plays it, told what to do over a socket: a shop's account, a customer, a group. What the mock only
 * swallows (links, forwarded messages) is noted; a place cannot be sent, so that the channel has to find another form.
 */
import { createServer } from 'node:http';
import { FileBox } from 'file-box';
import { mock, PuppetMock } from 'wechaty-puppet-mock';
import { z } from 'zod';

export const act = z.discriminatedUnion('do', [
  z.object({ do: z.literal('scan'), qrcode: z.string(), status: z.int() }),
  z.object({ do: z.literal('login') }),
  z.object({ do: z.literal('logout') }),
  z.object({ do: z.literal('say'), text: z.string() }),
  z.object({ do: z.literal('say in the group'), text: z.string(), mention: z.boolean() }),
  z.object({ do: z.literal('say myself'), text: z.string() }),
  z.object({ do: z.literal('file'), base64: z.string(), name: z.string() }),
  z.object({
    do: z.literal('message'),
    payload: z.record(z.string(), z.unknown()),
    file: z.object({ base64: z.string(), name: z.string() }).optional(),
  }),
  z.object({ do: z.literal('friendship'), id: z.string(), type: z.int() }),
  z.object({ do: z.literal('deaf') }),
  z.object({ do: z.literal('error'), words: z.string() }),
  z.object({ do: z.literal('nothing') }),
]);
export type Act = z.infer<typeof act>;

/** What the account has sent, as the other side sees it, and what it did. */
export const seen = z.object({
  texts: z.array(z.object({ to: z.string(), text: z.string(), mentions: z.array(z.string()) })),
  files: z.array(z.object({ to: z.string(), name: z.string(), base64: z.string() })),
  links: z.array(z.object({ to: z.string(), url: z.string(), title: z.string() })),
  forwarded: z.array(z.string()),
  accepted: z.array(z.string()),
  started: z.int(),
});
export type Seen = z.infer<typeof seen>;

export const customerId = 'wxid_li';
export const groupId = '20011@chatroom';

class WeChat extends PuppetMock {
  readonly seen: Seen;
  private deafNow = false;
  private readonly friendships = new Map<string, number>();

  constructor(noted: Seen) {
    super({ mocker: new mock.Mocker() });
    this.seen = noted;
  }
  override async onStart(): Promise<void> {
    this.seen.started++;
    await super.onStart();
  }
  override ding(data?: string): void {
    if (!this.deafNow) setImmediate(() => this.emit('dong', { data: data ?? '' }));
  }
  override async messageSendText(to: string, text: string, mentions: string[] = []): Promise<void> {
    if (to === 'wxid_gone') throw new Error('no payload found for id wxid_gone');
    this.seen.texts.push({ to, text, mentions });
    await super.messageSendText(to, text);
  }
  override async messageSendFile(to: string, file: FileBox): Promise<void> {
    this.seen.files.push({ to, name: file.name, base64: await file.toBase64() });
  }
  override async messageSendUrl(to: string, { url, title }: { url: string; title: string }): Promise<void> {
    this.seen.links.push({ to, url, title });
  }
  override async messageForward(_to: string, id: string): Promise<void> {
    this.seen.forwarded.push(id);
  }
  override async messageSendLocation(): Promise<void> {
    throw new Error('Wechaty Puppet Unsupported API Error. Learn More At https://github.com/wechaty/wechaty-puppet/wiki/Compatibility');
  }
  override async friendshipRawPayload(id: string): Promise<object> {
    return { id, contactId: customerId, type: this.friendships.get(id), timestamp: 1_795_399_200, hello: '您好', ticket: 't' };
  }
  override async friendshipAccept(id: string): Promise<void> {
    this.seen.accepted.push(id);
  }

  play(what: Act): void {
    const { mocker } = this;
    const known = (id: string, name: string) =>
      mocker.cacheContactPayload.has(id) ? mocker.ContactMock.load(id) : mocker.createContact({ id, name, phone: ['13800000000'] });
    const shop = known('wxid_shop', '小店');
    const li = known(customerId, '李娜');
    const group = mocker.cacheRoomPayload.has(groupId)
      ? mocker.RoomMock.load(groupId)
      : mocker.createRoom({ id: groupId, topic: '邻居群', memberIdList: [shop.id, li.id] });
    switch (what.do) {
      case 'scan':
        return mocker.scan(what.qrcode, what.status);
      case 'login':
        return mocker.login(shop);
      case 'logout':
        return void this.logout('the phone says so');
      case 'say':
        return li.say(what.text).to(shop);
      case 'say in the group':
        return li.say(what.text, what.mention ? [shop] : []).to(group);
      case 'say myself':
        return shop.say(what.text).to(li);
      case 'file':
        return li.say(FileBox.fromBase64(what.base64, what.name)).to(shop);
      case 'message': {
        const id = `m-${mocker.cacheMessagePayload.size}`;
        mocker.cacheMessagePayload.set(id, { id, talkerId: li.id, listenerId: shop.id, timestamp: 1_795_399_200, type: 0, ...what.payload });
        if (what.file) mocker.cacheFileBoxPayload.set(id, FileBox.fromBase64(what.file.base64, what.file.name).toJSON());
        this.emit('message', { messageId: id });
        return;
      }
      case 'friendship':
        this.friendships.set(what.id, what.type);
        this.emit('friendship', { friendshipId: what.id });
        return;
      case 'deaf':
        this.deafNow = true;
        return;
      case 'error':
        this.emit('error', { data: what.words });
    }
  }
}

/** The newest puppet answers at `socket`; each POST is one act and is answered with all that was seen. */
export function stageWeChat(socket: string): { puppet(): WeChat } {
  const noted: Seen = { texts: [], files: [], links: [], forwarded: [], accepted: [], started: 0 };
  let current: WeChat | undefined;
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        current?.play(act.parse(JSON.parse(Buffer.concat(chunks).toString())));
        response.end(JSON.stringify(noted));
      } catch (error) {
        response.writeHead(500).end(error instanceof Error ? error.stack : String(error));
      }
    });
  })
    .listen(socket)
    .unref();
  return {
    puppet() {
      current = new WeChat(noted);
      return current;
    },
  };
}
