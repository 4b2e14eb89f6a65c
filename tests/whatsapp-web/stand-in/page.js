/**
 * A stand-in for the page of WhatsApp Web: the modules that whatsapp-web.js 1.34 asks `window.require` for, as far as a shop needs them, on
 * top of a connection to server.ts. Module and method names are WhatsApp's; everything behind them is our own.
 */

// ---- Models, as the library sees them ----

class Emitter {
  #listeners = new Map();
  /** Called with the name of each event that somebody begins to listen to. */
  listened = undefined;
  on(names, listener) {
    for (const name of names.split(' ')) {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
      this.listened?.(name);
    }
    return this;
  }
  off(name, listener) {
    this.#listeners.set(
      name,
      (this.#listeners.get(name) ?? []).filter((each) => each !== listener),
    );
  }
  once(name, listener) {
    const first = (...values) => {
      this.off(name, first);
      listener(...values);
    };
    return this.on(name, first);
  }
  trigger(name, ...values) {
    for (const listener of this.#listeners.get(name) ?? []) listener(...values);
  }
}

/** An object whose plain fields can be read as a whole. */
class Model extends Emitter {
  constructor(fields) {
    super();
    this.set(fields);
  }
  set(fields) {
    Object.assign(this, fields);
    return this;
  }
  serialize() {
    return Object.fromEntries(Object.entries(this).filter(([, value]) => typeof value !== 'function' && !(value instanceof Emitter) && value !== undefined));
  }
  toJSON() {
    return this.serialize();
  }
}

class Wid {
  constructor(text) {
    [this.user, this.server] = String(text).split('@');
    this._serialized = `${this.user}@${this.server}`;
  }
  isLid() {
    return this.server === 'lid';
  }
  isGroup() {
    return this.server === 'g.us';
  }
  isStatus() {
    return this._serialized === 'status@broadcast';
  }
  toString() {
    return this._serialized;
  }
}
const createWid = (id) => {
  if (id instanceof Wid) return id;
  const text = id?._serialized ?? id;
  if (!/^[\w-]+@[\w.]+$/.test(text)) throw new Error(`wid error: invalid wid ${text}`);
  return new Wid(text);
};

class MsgKey {
  constructor({ from, to, id, selfDir }) {
    this.fromMe = selfDir === 'out';
    this.remote = this.fromMe ? to : from;
    this.id = id;
    this._serialized = `${this.fromMe}_${this.remote}_${id}`;
  }
  static async newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(9));
    return `3EB0${[...bytes]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase()}`;
  }
}

class Collection extends Emitter {
  #models = new Map();
  get(id) {
    return this.#models.get(id?._serialized ?? id);
  }
  async find(id) {
    return this.get(id);
  }
  getModelsArray() {
    return [...this.#models.values()];
  }
  add(model) {
    this.#models.set(model.id._serialized, model);
    this.trigger('add', model);
    return model;
  }
  async getMessagesById(ids) {
    return { messages: ids.map((id) => this.get(id)).filter(Boolean) };
  }
}

// ---- The session, in IndexedDB as the real page keeps it: written when the transaction is ----

function database(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('session', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('user');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('user', mode, { durability: 'strict' });
      const request = work(transaction.objectStore('user'));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(request.result);
      };
      transaction.onerror = () => reject(transaction.error);
    };
  });
}
let account = null;
const me = () => (account ? new Wid(account) : undefined);
async function keepAccount(id) {
  account = id;
  await database('readwrite', (store) => (id ? store.put(id, 'me') : store.delete('me')));
}

// ---- What there is ----

const Msg = new Collection();
const Chat = new Collection();
const Contact = new Collection();
const Socket = new Model({ state: 'OPENING', hasSynced: false });
const Conn = new Model({ ref: undefined, platform: 'android', pushname: 'Shop' });
const Cmd = new Emitter();
/** Hidden ids of numbers. */
const numbers = { '99900011122233@lid': '8613911112222@c.us' };

const up = (message) => fetch('/up', { method: 'POST', body: JSON.stringify(message) });

function setState(state) {
  if (Socket.state === state) return;
  Socket.state = state;
  Socket.trigger('change:state', Socket, state);
}

/** The chats are there as soon as somebody listens for it. */
let syncing = false;
Socket.listened = (name) => {
  if (name === 'change:hasSynced') setTimeout(sync, 20);
};
let listening = false;
function sync() {
  listening = true;
  if (!syncing || Socket.hasSynced) return;
  Socket.hasSynced = true;
  Cmd.trigger('offline_progress_update_from_bridge');
  Socket.trigger('change:hasSynced', Socket, true);
}
function connected() {
  setState('CONNECTED');
  syncing = true;
  if (listening) sync();
}

function chatOf(wid) {
  return (
    Chat.get(wid) ??
    Chat.add(
      new Model({ id: wid, formattedTitle: wid.user, unreadCount: 0, timestamp: 0, mute: { expiration: 0 }, archive: false, pin: 0, msgs: new Collection() }),
    )
  );
}

function messageOf(fields) {
  const message = new Model({ isEphemeral: false, isStatusV3: false, mentionedJidList: [], ...fields });
  if (fields.directPath) message.mediaData = { mediaStage: 'RESOLVED' };
  message.unsafe = () => message;
  return message;
}

function arrived({ t: _event, at, id, from, ...fields }, isNewMsg) {
  const wid = createWid(from);
  const key = new MsgKey({ from: wid, to: me(), id, selfDir: 'in' });
  const message = messageOf({ type: 'chat', body: '', t: at ?? Math.floor(Date.now() / 1000), ...fields, id: key, from: wid, to: me(), ack: 1, isNewMsg });
  const chat = chatOf(wid);
  chat.unreadCount++;
  chat.msgs.add(message);
  Msg.add(message);
  Chat.trigger('change:unreadCount', chat);
}

/** What the server tells. */
const heard = {
  ref({ ref }) {
    Conn.ref = ref;
    if (Socket.state === 'OPENING') setState('UNPAIRED');
    else Conn.trigger('change:ref', Conn, ref);
  },
  idle: () => setState('UNPAIRED_IDLE'),
  async paired({ me: id }) {
    await keepAccount(id);
    setState('PAIRING');
    connected();
  },
  resume: connected,
  state: ({ state }) => setState(state),
  async logout() {
    Cmd.trigger('logout');
    await keepAccount(null);
    setTimeout(() => location.assign('/?post_logout=1'), 50);
  },
  msg: (message) => arrived(message, true),
  offline: (message) => arrived(message, false),
  ack({ id, ack }) {
    const message = Msg.get(id);
    if (!message) return;
    message.ack = ack;
    Msg.trigger('change:ack', message, ack);
  },
  edit({ id, body, at }) {
    const message = Msg.get(id);
    const before = message.body;
    message.set({ body, latestEditSenderTimestampMs: at });
    Msg.trigger('change:body', message, body, before);
  },
  revoke({ id }) {
    const message = Msg.get(id).set({ type: 'revoked', body: '' });
    Msg.trigger('change', message);
    Msg.trigger('change:type', message);
  },
  /** Written on the phone. */
  own({ id, to, body }) {
    const wid = createWid(to);
    const key = new MsgKey({ from: me(), to: wid, id, selfDir: 'out' });
    Msg.add(messageOf({ id: key, type: 'chat', body, t: Math.floor(Date.now() / 1000), from: me(), to: wid, ack: 1, isNewMsg: true }));
  },
};

function connect() {
  const stream = new EventSource('/down');
  stream.onopen = () => up({ t: 'hello', me: account });
  stream.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    heard[event.t](event);
  };
}

// ---- Media ----

class OpaqueData {
  constructor(blob, mime) {
    this.blob = blob;
    this.mime = mime;
  }
  static async createFromData(blob, mime) {
    return new OpaqueData(blob, mime);
  }
  url() {
    return URL.createObjectURL(this.blob);
  }
  autorelease() {}
  formData() {
    return this.blob;
  }
}
const mediaObjects = new Map();

async function prepare(data, { asDocument, isPtt }) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await data.blob.arrayBuffer()));
  const filehash = btoa(String.fromCharCode(...digest));
  const type = asDocument ? 'document' : isPtt ? 'ptt' : data.mime.split('/')[0];
  const prepared = new Model({ type, mimetype: data.mime, filehash, size: data.blob.size, filename: data.blob.name });
  prepared.mediaBlob = data;
  prepared.toJSON = () => {
    const { mediaBlob: _blob, renderableUrl: _url, ...plain } = prepared.serialize();
    return plain;
  };
  mediaObjects.set(filehash, { type, filehash, size: data.blob.size, blob: data.blob, contentInfo: { waveform: new Uint8Array(64) }, consolidate() {} });
  return prepared;
}

async function upload({ mediaObject, mimetype }) {
  const response = await fetch('/mms', { method: 'POST', headers: { 'content-type': mimetype }, body: mediaObject.blob });
  const { path } = await response.json();
  return { mediaEntry: { mmsUrl: location.origin + path, directPath: path, mediaKey: 'key', mediaKeyTimestamp: 1, encFilehash: 'hash' } };
}

async function download({ directPath }) {
  const response = await fetch(directPath);
  if (!response.ok) throw Object.assign(new Error('not found'), { status: response.status });
  return response.arrayBuffer();
}

// ---- The modules ----

function addAndSend(chat, fields) {
  const message = messageOf(fields);
  Msg.add(message);
  const { type, caption, directPath, mimetype, filename, lat, lng, loc } = fields;
  const body = type === 'chat' ? fields.body : undefined;
  const sending = up({ t: 'send', id: fields.id._serialized, to: chat.id._serialized, type, body, caption, directPath, mimetype, filename, lat, lng, loc });
  return [Promise.resolve(message), sending.then(() => ({ messageSendResult: 'OK' }))];
}

const bytes = (length) => crypto.getRandomValues(new Uint8Array(length));
const getter = (read) => (contact) => read(contact);

const modules = {
  WABase64: { encodeB64: (data) => btoa(String.fromCharCode(...data)) },
  WALinkify: { findLink: () => null, findLinks: () => [] },
  WAWebAddonPollVoteTableMode: {},
  WAWebAddonReactionTableMode: {},
  WAWebAdvSignatureApi: {},
  WAWebAltDeviceLinkingApi: {},
  WAWebApiContact: {
    getCurrentLid: (wid) => createWid(Object.keys(numbers).find((lid) => numbers[lid] === wid._serialized) ?? '0@lid'),
    getPhoneNumber: (wid) => (numbers[wid._serialized] ? createWid(numbers[wid._serialized]) : undefined),
    getAlternateUserWid: () => undefined,
  },
  WAWebBackendJobsCommon: {},
  WAWebCallCollection: { on() {}, calls: new Map() },
  WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
  WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
  WAWebChatStateBridge: { sendChatStateComposing: (wid) => up({ t: 'composing', chat: wid._serialized }) },
  WAWebCmd: { Cmd },
  WAWebCollections: { Msg, Chat, Contact },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: 1 },
  WAWebConnModel: { Conn },
  WAWebContactGetters: new Proxy({}, { get: () => getter((contact) => contact.id.user) }),
  WAWebDownloadManager: { downloadManager: { downloadAndMaybeDecrypt: download } },
  WAWebE2EProtoUtils: {},
  WAWebFindChatAction: { findOrCreateLatestChat: async (wid) => ({ chat: chatOf(wid) }) },
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebLinkPreviewChatAction: { getLinkPreview: async () => null },
  WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
  WAWebMediaMmsV4Upload: { uploadMedia: upload },
  WAWebMediaOpaqueData: OpaqueData,
  WAWebMediaStorage: { getOrCreateMediaObject: (hash) => mediaObjects.get(hash) },
  WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
  WAWebMsgKey: MsgKey,
  WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
  WAWebPrepRawMedia: { prepRawMedia: (data, options) => ({ waitForPrep: () => prepare(data, options) }) },
  WAWebQueryExistsJob: { queryWidExists: async () => null },
  WAWebSendMsgChatAction: { addAndSendMsgToChat: addAndSend },
  WAWebSignalStoreApi: { waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: bytes(32) } }) } },
  WAWebSocketModel: { Socket },
  WAWebStreamModel: { Stream: { markAvailable() {}, markUnavailable() {} } },
  WAWebSyncGatingUtils: {},
  WAWebUpdateUnreadChatAction: {
    sendSeen: async ({ chat }) => {
      chat.unreadCount = 0;
      await up({ t: 'seen', chat: chat.id._serialized });
    },
  },
  WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: bytes(32) } }) } },
  WAWebUserPrefsMeUser: { getMaybeMePnUser: me, getMaybeMeLidUser: () => undefined },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => 'c2VjcmV0' },
  WAWebWidFactory: { createWid, createWidFromWidLike: createWid, asUserWidOrThrow: createWid },
};
window.require = (name) => {
  if (!(name in modules)) up({ t: 'missing', module: name });
  return modules[name];
};
window.Debug = { VERSION: '2.3000.1017054665' };

database('readonly', (store) => store.get('me')).then((kept) => {
  account = kept ?? null;
  connect();
});
