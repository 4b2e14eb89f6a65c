/** The environment: all optional, checked once at start. The channels' own variables are declared by the channels. */
import { z } from 'zod';
import { longestToken } from '../server/operations/bearer.ts';
import { storeVariables } from '../shop/stores/kit/store-variables.ts';
import { liveKitOf, liveKitProblems, liveKitVariables } from './livekit-variables.ts';
import { variableValue } from './variable-value.ts';

export interface Variable {
  name: string;
  about: { en: string; zh: string };
  /** Shown in .env.example; empty when there is none. */
  fallback: string;
  secret: boolean;
  schema: z.ZodType<string>;
}

const text = z.string().min(1);
const variable = (name: string, fallback: string, en: string, zh: string, schema: z.ZodType<string> = text, secret = false): Variable => ({
  name,
  fallback,
  about: { en, zh },
  schema,
  secret,
});

/** Recognisers of voice messages: see src/speech. */
const speechKinds = ['openai', 'whisper.cpp', 'vosk', 'tencent', 'sherpa'] as const;

/** Roles of a process among several. */
const roleNames = ['all', 'ingress', 'worker', 'sender'] as const;

export const variables = [
  variable(
    'PORT',
    '3000',
    'Port to listen on; 0 picks a free one',
    '监听端口；0 表示自动选择',
    z.string().regex(/^\d{1,5}$/, 'a port is a number from 0 to 65535'),
  ),
  variable('HOST', '127.0.0.1', 'Address to listen on; 0.0.0.0 for all', '监听地址；0.0.0.0 表示全部'),
  variable(
    'PUBLIC_URL',
    '',
    'Where the program is reached from outside, e.g. https://chat.example.com',
    '外网访问地址，例如 https://chat.example.com',
    z.url({ protocol: /^https?$/, error: 'write it as https://chat.example.com' }),
  ),
  variable('DATA_DIR', './data', 'Database, media and the admin token', '数据库、媒体文件和管理令牌所在目录'),
  variable('FLOWS_DIR', './flows', 'The flows', '流程文件目录'),
  variable('CONFIG_FILE', '', 'Config file; config/default.yaml unless set', '配置文件；默认 config/default.yaml'),
  variable('LOG_LEVEL', 'info', 'debug, info, warn or error', '日志级别：debug、info、warn、error', z.enum(['debug', 'info', 'warn', 'error', 'silent'])),
  variable('MONGODB_URL', '', 'MongoDB instead of the embedded database', '用 MongoDB 代替内置数据库', text, true),
  variable(
    'REDIS_URL',
    '',
    'Redis, for several processes on one MongoDB',
    'Redis 地址；多个进程共用一个 MongoDB 时需要',
    z.url({ protocol: /^rediss?$/, error: 'write it as redis://host:6379' }),
    true,
  ),
  variable(
    'ROLE',
    'all',
    'What this process does: all, ingress (takes messages in), worker (runs the flows) or sender (sends)',
    '本进程的分工：all 全部、ingress 接收消息、worker 运行流程、sender 发送消息',
    z.enum(roleNames),
  ),
  variable(
    'ADMIN_TOKEN',
    '',
    'Bearer token of /api, at least 16 characters that nobody can guess: openssl rand -hex 24. Made once and kept in DATA_DIR when unset',
    '/api 的令牌，至少 16 个字符，要随机生成：openssl rand -hex 24。不设则自动生成并保存在 DATA_DIR',
    z
      .string()
      .min(16, 'use at least 16 characters')
      .max(longestToken, `use at most ${longestToken} characters, such as those of \`openssl rand -hex 24\``)
      .regex(/^[\x20-\x7e]+$/, 'use letters, digits and signs of ASCII, such as those of `openssl rand -hex 24`'),
    true,
  ),
  variable(
    'API_KEY',
    '',
    'Key of the API with which `npx zhanggui mcp` asks the running program: npx zhanggui keys create NAME --scopes read',
    '`npx zhanggui mcp` 访问正在运行的程序时用的密钥：npx zhanggui keys create 名称 --scopes read',
    z.string().regex(/^zg_[0-9a-f]{16}_[\w-]{43}$/, 'this is no key: npx zhanggui keys create makes one'),
    true,
  ),
  variable(
    'EVENTS_SECRET',
    '',
    'whsec_ and at least 24 characters of base64, signs shop events: echo "whsec_$(openssl rand -base64 32)". Unset: /events is refused',
    'whsec_ 加至少 24 个字符的 base64，用于店铺事件签名：echo "whsec_$(openssl rand -base64 32)"。不设则拒收',
    z.string().regex(/^whsec_[A-Za-z0-9+/]{24,}={0,2}$/, 'write whsec_ and at least 24 characters of base64'),
    true,
  ),
  ...storeVariables.map(({ name, en, zh, secret }) => variable(name, '', en, zh, text, secret)),
  variable(
    'SPEECH_KIND',
    '',
    'What turns voice messages into text: openai (any server with POST /audio/transcriptions), whisper.cpp, vosk, tencent, or sherpa in this process. Unset: customers are asked to type',
    '语音识别用什么：openai（任何提供 POST /audio/transcriptions 的服务）、whisper.cpp、vosk、tencent，或本进程内的 sherpa。不设则请顾客打字',
    z.enum(speechKinds),
  ),
  variable(
    'SPEECH_URL',
    '',
    'Its address: http://127.0.0.1:8080 for whisper.cpp, ws://127.0.0.1:2700 for vosk; https://api.openai.com/v1 and https://asr.tencentcloudapi.com unless set',
    '它的地址：whisper.cpp 如 http://127.0.0.1:8080，vosk 如 ws://127.0.0.1:2700；openai 默认 https://api.openai.com/v1，tencent 默认 https://asr.tencentcloudapi.com',
    z.url({ protocol: /^(https?|wss?)$/, error: 'write it as http://127.0.0.1:8080' }),
  ),
  variable(
    'SPEECH_KEY',
    '',
    'Its key; for tencent SecretId:SecretKey',
    '它的密钥；tencent 写成 SecretId:SecretKey',
    z.string().regex(/^[\x21-\x7e]+$/, 'write the key without spaces'),
    true,
  ),
  variable(
    'SPEECH_MODEL',
    '',
    'Name of the model for openai, whisper-1 unless set; the folder of the model for sherpa',
    'openai 的模型名，默认 whisper-1；sherpa 的模型文件夹',
  ),
  variable(
    'EMBEDDINGS_KEY',
    '',
    'Key of the server that the config names under models.embeddings; none for one of your own',
    '配置 models.embeddings 所指服务的密钥；自己的服务不需要',
    z.string().regex(/^[\x21-\x7e]+$/, 'write the key without spaces'),
    true,
  ),
  variable(
    'LLM_KEY',
    '',
    'Key of the server that the config names under models.chat; none for one of your own',
    '配置 models.chat 所指服务的密钥；自己的服务不需要',
    z.string().regex(/^[\x21-\x7e]+$/, 'write the key without spaces'),
    true,
  ),
  variable(
    'TURN_URL',
    '',
    'TURN server for calls with picture and sound, e.g. turn:turn.example.com:3478; several with commas between',
    '视频通话用的 TURN 服务器，例如 turn:turn.example.com:3478；多个用逗号隔开',
    z.string().regex(/^(turns?:[^\s,]+)(\s*,\s*turns?:[^\s,]+)*$/, 'write it as turn:turn.example.com:3478'),
  ),
  variable(
    'TURN_SECRET',
    '',
    'Secret that the TURN server shares (static-auth-secret of coturn), at least 16 characters: openssl rand -hex 24',
    '与 TURN 服务器共用的密钥（coturn 的 static-auth-secret），至少 16 个字符：openssl rand -hex 24',
    z.string().min(16, 'use at least 16 characters'),
    true,
  ),
  ...liveKitVariables,
  variable(
    'SMTP_URL',
    '',
    'Server that sends e-mail (conversations that customers ask for), e.g. smtp://user:password@smtp.example.com:587, or smtps:// with port 465',
    '发送邮件（顾客要的聊天记录）的服务器，例如 smtp://user:password@smtp.example.com:587，或用 smtps:// 和 465 端口',
    z.string().regex(/^smtps?:\/\/\S+$/, 'write it as smtp://user:password@smtp.example.com:587'),
    true,
  ),
  variable(
    'MAIL_FROM',
    '',
    'Sender of e-mail, e.g. Your shop <shop@example.com>',
    '邮件的发件人，例如 您的店铺 <shop@example.com>',
    z.string().regex(/^[^\r\n<>]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'write it as Your shop <shop@example.com>'),
  ),
] as const;

export interface Environment {
  port: number;
  host: string;
  publicUrl?: string;
  dataDir: string;
  flowsDir: string;
  configFile?: string;
  logLevel: string;
  mongodbUrl?: string;
  /** Set: other processes share the work. */
  redisUrl?: string;
  role: 'all' | 'ingress' | 'worker' | 'sender';
  adminToken?: string;
  /** Of the command for assistants; the program itself does not use it. */
  apiKey?: string;
  eventsSecret?: string;
  /** What is set of {@link storeVariables}, by its name. */
  stores: Readonly<Record<string, string>>;
  /** Set: voice messages are turned into text. */
  speech?: SpeechEnvironment;
  models: ModelKeys;
  turnUrl?: string;
  turnSecret?: string;
  liveKit?: { url: string; key: string; secret: string; page: string };
  /** Set: e-mail can be sent. */
  smtp?: { url: string; from: string };
}

export interface SpeechEnvironment {
  kind: (typeof speechKinds)[number];
  url?: string;
  key?: string;
  model?: string;
}

/** Keys of the servers of models that the config names. */
export interface ModelKeys {
  embeddings?: string;
  chat?: string;
}

/** Returns what is missing for a recogniser; null when nothing is. */
function missingForSpeech({ kind, url, key, model }: SpeechEnvironment): string | null {
  if ((kind === 'whisper.cpp' || kind === 'vosk') && !url)
    return `SPEECH_URL: ${kind} is a server of yours; write its address, such as ${kind === 'vosk' ? 'ws://127.0.0.1:2700' : 'http://127.0.0.1:8080'}`;
  if (url && kind !== 'vosk' && /^ws/.test(url)) return `SPEECH_URL: ${kind} is asked by http or https`;
  if (kind === 'tencent' && !/^[^:]+:[^:]+$/.test(key ?? '')) return 'SPEECH_KEY: write SecretId:SecretKey of Tencent Cloud';
  return kind === 'sherpa' && !model ? 'SPEECH_MODEL: write the folder of the model, with tokens.txt and the .onnx files in it' : null;
}

/** Reads the variables; an empty one counts as unset. Problems name the variable and what to write, never its value. */
export function readEnvironment(source: Record<string, string | undefined>): { ok: true; value: Environment } | { ok: false; problems: string[] } {
  const problems: string[] = [];
  const got: Record<string, string> = {};
  for (const { name, schema, fallback } of variables) {
    const raw = variableValue(source[name]) ?? fallback;
    if (raw === '') continue;
    const checked = schema.safeParse(raw);
    if (checked.success) got[name] = checked.data;
    else problems.push(`${name}: ${checked.error.issues[0]?.message ?? 'not valid'}`);
  }
  if (got.REDIS_URL && !got.MONGODB_URL) problems.push('REDIS_URL: several processes need a MongoDB that they share; set MONGODB_URL too, or unset REDIS_URL');
  if (!got.SMTP_URL !== !got.MAIL_FROM) problems.push('SMTP_URL and MAIL_FROM go together; set both, or unset both');
  if (!got.TURN_URL !== !got.TURN_SECRET) problems.push('TURN_URL and TURN_SECRET go together; set both, or unset both');
  problems.push(...liveKitProblems(got));
  const role = roleNames.find((name) => name === got.ROLE) ?? 'all';
  if (role !== 'all' && !(got.REDIS_URL && got.MONGODB_URL))
    problems.push(`ROLE: ${role} is one of several processes; set MONGODB_URL and REDIS_URL too, or unset ROLE`);
  if (Number(got.PORT) > 65_535) problems.push('PORT: a port is a number from 0 to 65535');
  const speech = speechOf(got);
  const lacking = speech
    ? missingForSpeech(speech)
    : got.SPEECH_URL || got.SPEECH_KEY || got.SPEECH_MODEL
      ? `SPEECH_KIND: say which one it is: ${speechKinds.join(', ')}`
      : null;
  if (lacking !== null && !problems.some((problem) => problem.startsWith('SPEECH_'))) problems.push(lacking);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      port: Number(got.PORT),
      host: got.HOST ?? '127.0.0.1',
      publicUrl: got.PUBLIC_URL?.replace(/\/+$/, ''),
      dataDir: got.DATA_DIR ?? './data',
      flowsDir: got.FLOWS_DIR ?? './flows',
      configFile: got.CONFIG_FILE,
      logLevel: got.LOG_LEVEL ?? 'info',
      mongodbUrl: got.MONGODB_URL,
      redisUrl: got.REDIS_URL,
      role,
      adminToken: got.ADMIN_TOKEN,
      apiKey: got.API_KEY,
      eventsSecret: got.EVENTS_SECRET,
      stores: Object.fromEntries(storeVariables.flatMap(({ name }) => (got[name] === undefined ? [] : [[name, got[name]]]))),
      ...(speech && { speech }),
      models: { ...(got.EMBEDDINGS_KEY && { embeddings: got.EMBEDDINGS_KEY }), ...(got.LLM_KEY && { chat: got.LLM_KEY }) },
      ...(got.SMTP_URL && got.MAIL_FROM && { smtp: { url: got.SMTP_URL, from: got.MAIL_FROM } }),
      turnUrl: got.TURN_URL,
      turnSecret: got.TURN_SECRET,
      ...liveKitOf(got),
    },
  };
}

function speechOf(got: Readonly<Record<string, string>>): SpeechEnvironment | undefined {
  const kind = speechKinds.find((name) => name === got.SPEECH_KIND);
  return (
    kind && {
      kind,
      ...(got.SPEECH_URL && { url: got.SPEECH_URL }),
      ...(got.SPEECH_KEY && { key: got.SPEECH_KEY }),
      ...(got.SPEECH_MODEL && { model: got.SPEECH_MODEL }),
    }
  );
}
