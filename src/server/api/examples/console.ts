import { at, ella, lin } from './tea-shop.ts';

const wei = { id: '8d1f7b20', name: 'Wei', role: 'agent' } as const;
const token = 'tK4uQ2mX7vR1bN8cW5yE0aZ3sD6fG9hJ2kL5pO8iU1x';

export const signIn = { body: { name: 'Wei', password: 'green tea at four' }, answer: wei } as const;
export const signOut = { answer: { ok: true } } as const;
export const me = { answer: { ...wei, session: '9b0e', permissions: ['self', 'inbox', 'customers', 'goods'] } } as const;
export const lookAtInvitation = { body: { token }, answer: { role: 'agent' } } as const;
export const join = { body: { token, name: 'Wei', password: 'green tea at four' }, status: 201, answer: wei } as const;
export const listSessions = {
  answer: { items: [{ id: '9b0e', at: at('09:00:00'), seen: at('10:05:00'), ip: '203.0.113.7', agent: 'Firefox on Linux', current: true }] },
} as const;
export const endSession = { params: { id: '9b0e' }, answer: { ok: true } } as const;

export const team = { answer: { items: [{ ...wei, off: false }] } } as const;
export const invite = {
  body: { role: 'agent' },
  status: 201,
  answer: { url: `https://tea.example.com/console/join#${token}`, expires: at('10:00:00') },
} as const;
export const changePerson = { params: { id: wei.id }, body: { role: 'editor' }, answer: { ...wei, role: 'editor', off: false } } as const;
export const resetPassword = { params: { id: wei.id }, status: 201, answer: invite.answer } as const;

export const newPassword = { body: { current: 'green tea at four', password: 'white tea at nine' }, answer: wei } as const;
const linkId = '5f1c0a7e';
export const listInvitations = {
  answer: { items: [{ id: linkId, role: 'agent', at: at('10:00:00'), expires: at('10:00:00') + 259_200_000, by: 'Mei' }] },
} as const;
export const withdrawInvitation = { params: { id: linkId }, answer: { ok: true } } as const;

export const listAudit = {
  query: { limit: 1 },
  answer: {
    items: [{ id: '1', at: at('10:05:12'), who: 'Wei', from: '203.0.113.7', agent: 'Firefox', what: 'post /conversations/:id/handoff', of: lin.conversation }],
  },
} as const;

export const counts = { answer: { needs_reply: 3, mine: 1, unassigned: 2, later: 1 } } as const;
export const presence = {
  body: { page: 'p-7Qm2hYtK0', conversation: lin.conversation, typing: true },
  answer: { present: [{ who: 'Wei', typing: true }] },
} as const;
const note = { id: 'n1', at: at('10:06:00'), by: 'Wei', text: '已催快递，明天回电' } as const;
export const listNotes = { params: { id: lin.conversation }, answer: { items: [note] } } as const;
export const addNote = { params: { id: lin.conversation }, body: { text: note.text }, status: 201, answer: note } as const;
const half = { text: '您好，您的包裹' } as const;
export const oneDraft = { params: { id: lin.conversation }, answer: half } as const;
export const keepDraft = { params: { id: lin.conversation }, body: half, answer: half } as const;
const hours = { id: 'c1', name: '营业时间', mine: false, text: { zh: '我们每天 10 点到 18 点在线。', en: 'We are here from 10 to 6.' } } as const;
export const listReplies = { answer: { items: [hours] } } as const;
export const addReply = { body: { name: hours.name, text: hours.text }, status: 201, answer: hours } as const;
export const changeReply = { params: { id: hours.id }, body: { text: hours.text }, answer: hours } as const;
export const removeReply = { params: { id: hours.id }, answer: { ok: true } } as const;
export const ordersOfContact = {
  params: { id: ella.conversation },
  answer: {
    items: [
      {
        number: 'TEA-20417',
        status: 'shipped',
        statusText: { en: 'shipped', zh: '已发货' },
        total: 12800,
        currency: 'CNY',
        placedAt: at('08:00:00'),
        items: [{ title: { en: 'Longjing 100 g', zh: '龙井 100 克' }, quantity: 2 }],
        parcels: [{ carrier: 'sf', number: 'SF1234567890' }],
      },
    ],
  },
} as const;
