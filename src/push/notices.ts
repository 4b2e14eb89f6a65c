/** Texts of notices. Without the customer's words they name neither the customer nor what was said. */

export type NoticeKind = 'reply' | 'unassigned' | 'assigned' | 'ringing' | 'test';

const texts: Readonly<Record<NoticeKind, Readonly<Record<'en' | 'zh', { title: string; body: string }>>>> = {
  reply: {
    en: { title: 'A customer waits for you', body: 'Open the conversation to answer.' },
    zh: { title: '有顾客在等您回复', body: '打开对话即可回复。' },
  },
  unassigned: {
    en: { title: 'A customer waits and nobody has them', body: 'Open the conversation to take it.' },
    zh: { title: '有顾客在等，还没有人接', body: '打开对话即可接手。' },
  },
  assigned: {
    en: { title: 'A conversation was assigned to you', body: 'Open it to see what it is about.' },
    zh: { title: '有对话转交给您', body: '打开看看是什么事。' },
  },
  ringing: {
    en: { title: 'A customer is calling', body: 'Open the console to answer.' },
    zh: { title: '顾客来电', body: '打开后台即可接听。' },
  },
  test: {
    en: { title: 'Notices work on this device', body: 'This is what they look like.' },
    zh: { title: '这台设备能收到通知', body: '通知就是这个样子。' },
  },
};

/** Longest text of a customer in a notice: the whole of it has to fit into 4 KB (RFC 8030, 7.2). */
const wordsMost = 200;

/** `said`: who the customer is and what they said, for those alone who want to read it. */
export function noticeText(kind: NoticeKind, lang: 'en' | 'zh', said?: { name: string; text: string }): { title: string; body: string } {
  const plain = texts[kind][lang];
  if (!said) return plain;
  const body = [said.name, said.text].filter((part) => part !== '').join(lang === 'zh' ? '：' : ': ');
  return { title: plain.title, body: body.slice(0, wordsMost) || plain.body };
}
