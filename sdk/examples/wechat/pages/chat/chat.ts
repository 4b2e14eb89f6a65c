/** 小程序里的聊天页。先在小程序后台把您的服务器地址加到 request 合法域名。 */
import { type Chat, createChat, type Pending, type WireChoice, type WireMessage } from '@zhanggui/chat';
import { wechatPlatform } from '@zhanggui/chat/wechat';

interface Line {
  id: string;
  mine: boolean;
  name: string;
  text: string;
  image: string;
  choices: WireChoice[];
  note: string;
}

const server = 'https://chat.your-shop.example';
const notes: Record<Pending['state'], string> = { sending: '发送中…', later: '恢复后自动发送', failed: '没有发出去，点一下重发' };
let chat: Chat | undefined;

const lineOf = ({ id, from, author = '', parts, choices = [] }: WireMessage): Line => ({
  id,
  mine: from === 'me',
  name: author,
  text: parts.map((part) => (part.type === 'text' ? part.text : 'title' in part ? (part.title ?? '') : '')).join('\n'),
  image: parts.flatMap((part) => (part.type === 'image' ? [part.url] : part.type === 'card' && part.image ? [part.image] : []))[0] ?? '',
  choices,
  note: '',
});

Page({
  data: { lines: [] as Line[], draft: '', typing: false, connected: true, last: '' },

  onLoad() {
    const made = createChat({ server, platform: wechatPlatform(wx), lang: 'zh-CN' });
    chat = made;
    const show = () => {
      const waiting = made.pending().map(({ id, text, state }): Line => ({ id, mine: true, name: '', text, image: '', choices: [], note: notes[state] }));
      const lines = [...made.messages().map(lineOf), ...waiting];
      this.setData({ lines, last: lines.length ? `line-${lines.length - 1}` : '', typing: false });
    };
    made.on('message', show);
    made.on('pending', show);
    made.on('ready', (empty) => empty && made.opened());
    made.on('typing', () => this.setData({ typing: true }));
    made.on('connection', (connected) => this.setData({ connected }));
    made.on('unread', () => made.read());
    void made.connect();
  },

  onUnload() {
    chat?.end();
    chat = undefined;
  },

  onPullDownRefresh() {
    void chat
      ?.older()
      .catch(() => false)
      .then(() => wx.stopPullDownRefresh());
  },

  write({ detail }: WxInput) {
    this.setData({ draft: detail.value });
    chat?.typing();
  },

  send() {
    const text = this.data.draft.trim();
    if (text) chat?.send(text);
    this.setData({ draft: '' });
  },

  press({ currentTarget: { dataset } }: WxTap) {
    chat?.press({ label: String(dataset.label), ...(dataset.token !== undefined && { token: String(dataset.token) }) });
  },

  retry({ currentTarget: { dataset } }: WxTap) {
    chat?.retry(String(dataset.id));
  },

  picture() {
    wx.chooseMedia({
      count: 1,
      mediaType: ['image'],
      success({ tempFiles: [file] }) {
        if (!file) return;
        wx.getFileSystemManager().readFile({
          filePath: file.tempFilePath,
          success: ({ data }) => void chat?.upload({ name: file.tempFilePath.split('/').pop() ?? 'picture', body: data }),
        });
      },
    });
  },
});
