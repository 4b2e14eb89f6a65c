/** Texts of notices on one's own devices: the same keys in both languages. */
const en = {
  title: 'Notices on your devices',
  lead: 'A notice comes when a conversation is assigned to you, when a customer waits for your answer, and when one calls.',
  here: 'This device',
  on: 'Switch on',
  off: 'Switch off',
  test: 'Send a test',
  tested: 'Sent. It appears within seconds.',
  notTested: 'The push service could not be reached.',
  words: 'Show who wrote and what (others may read the screen)',
  unassigned: 'Also when a customer waits and nobody has the conversation',
  muted: 'Not for',
  cannot: 'This browser takes no notices. On an iPhone, add the console to the home screen first; elsewhere it has to be opened by https.',
  denied: 'Notices are blocked for this page. Allow them in the settings of the browser.',
  none: 'No device is notified yet.',
};
const zh: typeof en = {
  title: '设备通知',
  lead: '对话转交给您、顾客等您回复、有来电时，会收到通知。',
  here: '这台设备',
  on: '开启',
  off: '关闭',
  test: '发送测试',
  tested: '已发送，几秒内会出现。',
  notTested: '连不上推送服务。',
  words: '显示顾客和内容（旁人可能看到屏幕）',
  unassigned: '顾客在等、还没有人接的对话也通知',
  muted: '不通知的渠道',
  cannot: '这个浏览器收不到通知。iPhone 请先把后台添加到主屏幕；其他设备需要用 https 打开。',
  denied: '浏览器已禁止本页通知，请在浏览器设置里允许。',
  none: '还没有设备开启通知。',
};
export const pushWords = { en, zh };
