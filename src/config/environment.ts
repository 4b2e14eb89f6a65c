/** The environment: all optional, checked once at start. The channels' own variables are declared by the channels. */
import { z } from 'zod';
import { longestToken } from '../server/operations/bearer.ts';
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
    'EVENTS_SECRET',
    '',
    'whsec_ and at least 24 characters of base64, signs shop events: echo "whsec_$(openssl rand -base64 32)". Unset: /events is refused',
    'whsec_ 加至少 24 个字符的 base64，用于店铺事件签名：echo "whsec_$(openssl rand -base64 32)"。不设则拒收',
    z.string().regex(/^whsec_[A-Za-z0-9+/]{24,}={0,2}$/, 'write whsec_ and at least 24 characters of base64'),
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
  eventsSecret?: string;
  turnUrl?: string;
  turnSecret?: string;
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
  if (!got.TURN_URL !== !got.TURN_SECRET) problems.push('TURN_URL and TURN_SECRET go together; set both, or unset both');
  const role = roleNames.find((name) => name === got.ROLE) ?? 'all';
  if (role !== 'all' && !(got.REDIS_URL && got.MONGODB_URL))
    problems.push(`ROLE: ${role} is one of several processes; set MONGODB_URL and REDIS_URL too, or unset ROLE`);
  if (Number(got.PORT) > 65_535) problems.push('PORT: a port is a number from 0 to 65535');
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
      eventsSecret: got.EVENTS_SECRET,
      turnUrl: got.TURN_URL,
      turnSecret: got.TURN_SECRET,
    },
  };
}
