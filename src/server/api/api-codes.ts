import type { Words } from './words.ts';

interface ApiCode extends Words {
  readonly status: readonly (400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503)[];
}

/** Every `error.code` of the API, with its status and what to do about it. */
export const apiCodes = {
  malformed: {
    status: [400],
    en: 'The address or the body cannot be read, e.g. broken JSON. Send it again as the route describes it.',
    zh: '地址或请求内容读不出来，例如 JSON 写错了。请按接口说明改好再发。',
  },
  unauthorized: {
    status: [401],
    en: 'The admin token is missing or wrong, or nobody is signed in.',
    zh: '没有带管理令牌、令牌不对，或者没有登录。',
  },
  wrong_sign_in: { status: [401], en: 'The name or the password is wrong.', zh: '名字或密码不对。' },
  forbidden: { status: [403], en: 'The role of this person may not do this.', zh: '这位同事的角色不能做这件事。' },
  foreign_origin: {
    status: [403],
    en: 'The request comes from a page of another site. Send it from the console, or with the admin token.',
    zh: '请求来自其他网站的页面。请在后台页面里操作，或使用管理令牌。',
  },
  not_secure: {
    status: [403],
    en: 'Passwords are taken over https only, or on this machine. Open the console by its https address.',
    zh: '只有通过 https，或在本机上，才能登录。请用 https 地址打开后台。',
  },
  needs_code: {
    status: [401],
    en: 'The password is right; send it again with the code of the authenticator app.',
    zh: '密码正确；请带上验证器应用里的验证码再发一次。',
  },
  needs_passkey: {
    status: [401],
    en: 'The password is right, but everybody needs a second factor here. Sign in with the passkey.',
    zh: '密码正确，但这里要求两步验证。请用通行密钥登录。',
  },
  second_factor: {
    status: [403],
    en: 'The owner demands a second factor. Set one up under your account first.',
    zh: '店主要求使用两步验证，请先在“账号”里设置。',
  },
  no_link: { status: [404], en: 'This link was used, is too old, or never was one. Ask for a new one.', zh: '链接已用过、已过期或不存在，请要一个新的。' },
  taken: {
    status: [409],
    en: 'Another person has this conversation. Send it again with `anyway` to take it over.',
    zh: '这个对话正由另一位同事接待。带上 `anyway` 再发一次就会接过来。',
  },
  name_taken: { status: [409], en: 'Somebody has this name already.', zh: '这个名字已经有人用了。' },
  name_reserved: {
    status: [422],
    en: 'In the records “bot”, “customer”, “script” and “owner” stand for anybody of that kind. Choose a name of your own.',
    zh: '在记录里，bot、customer、script、owner 不指具体的人，请换一个自己的名字。',
  },
  last_owner: { status: [409], en: 'A shop needs one owner at least.', zh: '店铺至少要有一位店主。' },
  weak_password: {
    status: [422],
    en: 'The password is too short (10 signs at least), too simple, or holds the name.',
    zh: '密码太短（至少 10 个字符）、太简单，或者包含名字。',
  },
  not_found: {
    status: [404],
    en: 'There is no such thing, or no such route. `field` names what was looked for.',
    zh: '没有这一项，或没有这个接口。`field` 指出找的是什么。',
  },
  nothing_to_pair: { status: [404], en: 'The channel asks for nothing to scan or type now.', zh: '该渠道现在不需要扫码或输入配对码。' },
  conflict: { status: [409], en: 'It does not go with how things are now. Read it again first.', zh: '与当前的状态不符，请先重新读取。' },
  elsewhere: { status: [409], en: 'Another process runs this channel. Ask that one.', zh: '该渠道由另一个进程运行，请到那个进程上操作。' },
  not_merged: { status: [409], en: 'The contact is not part of another one, so there is nothing to split.', zh: '该顾客没有并入别的顾客，无从拆分。' },
  too_late: { status: [409], en: 'It happens already, and cannot be taken back any more.', zh: '已经开始执行，无法再撤回。' },
  not_possible: {
    status: [409],
    en: 'It cannot be done to this one: the message was sent or is on its way, or the file has no list to add to.',
    zh: '对这一项做不到：消息已发出或正在发送，或文件里没有可以追加的列表。',
  },
  too_large: { status: [413], en: 'The body is too large: 256 KB, and 50 MB for a file.', zh: '请求内容太大：上限 256 KB，文件上限 50 MB。' },
  not_json: {
    status: [415],
    en: 'The body is not called JSON. Send `Content-Type: application/json`.',
    zh: '请求内容没有标明是 JSON，请加上 `Content-Type: application/json`。',
  },
  invalid: { status: [422], en: 'A value is not valid. `field` names it, `message` tells why.', zh: '有一个值不对：`field` 是哪一个，`message` 说明原因。' },
  problems: {
    status: [422],
    en: 'The file would have errors, so nothing was changed. Each line of `message` is one: file, line, column, what is wrong.',
    zh: '改了之后文件会有错误，所以什么都没有改。`message` 每行一处：文件、行、列、错在哪里。',
  },
  too_many: {
    status: [429],
    en: 'Too many requests without the right token, too many wrong passwords, or too much under way at once. Wait as many seconds as `Retry-After` says.',
    zh: '不带正确令牌的请求太多、密码错得太多，或同时进行的太多。请等 `Retry-After` 所说的秒数再试。',
  },
  internal: { status: [500], en: 'Something went wrong in the program. Its log has the cause.', zh: '程序内部出错，原因见日志。' },
  unavailable: {
    status: [503],
    en: 'The disk or the database cannot be used now. `message` tells why; try again later.',
    zh: '磁盘或数据库暂时不可用，原因见 `message`，请稍后再试。',
  },
} as const satisfies Record<string, ApiCode>;

export type ApiCodeName = keyof typeof apiCodes;

/** An error as it is answered. */
export const errorExample = { error: { code: 'invalid', message: 'query: Too big: expected number to be <=200', field: 'limit' } } as const satisfies {
  error: { code: ApiCodeName; message: string; field?: string };
};
