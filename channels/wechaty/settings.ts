/** The settings, checked before anything is started. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import * as kit from '../../src/channel-kit/settings.ts';

export interface Settings {
  /** npm package of the puppet. */
  puppet: string;
  token?: string;
  /** `host:port` of the puppet server. */
  endpoint?: string;
  /** Certificate authority of the puppet server, PEM. */
  ca?: string;
}

export const settingsSchema = z.object({
  /** npm package of the puppet: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name */
  puppet: kit.variable(
    z
      .string()
      .max(214)
      .regex(/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/),
    {
      env: 'PUPPET',
      secret: false,
      about: {
        en: 'npm package of the puppet that reaches WeChat, e.g. wechaty-puppet-service; setting it switches the channel on',
        zh: '连接微信所用 puppet 的 npm 包名，例如 wechaty-puppet-service；填写后即启用该渠道',
      },
      form: { en: 'write the npm package of a puppet, for example wechaty-puppet-service', zh: '填 puppet 的 npm 包名，例如 wechaty-puppet-service' },
    },
  ),
  /** It also becomes the name of a folder of the library. */
  token: kit.variable(
    z
      .string()
      .regex(/^[A-Za-z0-9][\w.-]{0,199}$/)
      .optional(),
    {
      env: 'TOKEN',
      secret: true,
      about: { en: 'Token of the puppet; wechaty-puppet-service needs it', zh: 'puppet 的令牌；使用 wechaty-puppet-service 时必填' },
      form: {
        en: 'letters, digits, _, - and . only, at most 200; copy it from the puppet server',
        zh: '只能是字母、数字、_、- 和 .，最多 200 个；请从 puppet 服务器复制',
      },
    },
  ),
  endpoint: kit.variable(
    z
      .string()
      .regex(/^(?:\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/i)
      .optional(),
    {
      env: 'ENDPOINT',
      secret: false,
      about: { en: 'host:port of a puppet server of your own', zh: '自建 puppet 服务器的地址，格式为 主机:端口' },
      form: { en: 'write it as host:port, for example 127.0.0.1:8788', zh: '写成 主机:端口，例如 127.0.0.1:8788' },
    },
  ),
  tlsCa: kit.variable(z.string().optional(), {
    env: 'TLS_CA',
    secret: false,
    about: {
      en: 'PEM file of your own certificate authority; needed when the puppet server is on another machine',
      zh: '自有证书颁发机构的 PEM 文件路径；puppet 服务器在别的机器上时必填',
    },
  }),
});

function isLoopback(endpoint: string): boolean {
  const host = endpoint.replace(/:\d+$/, '').toLowerCase();
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function readCertificates(file: string): { ok: true; value: string } | { ok: false; problem: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { ok: false, problem: 'WECHATY_TLS_CA: the file cannot be read; write the path of the PEM file with the certificate authority (ca.pem)' };
  }
  if (/PRIVATE KEY/.test(text)) return { ok: false, problem: 'WECHATY_TLS_CA: the file holds a private key; give the certificate alone and keep the key away' };
  try {
    new X509Certificate(text);
  } catch {
    return { ok: false, problem: 'WECHATY_TLS_CA: the file holds no certificate; it begins with -----BEGIN CERTIFICATE-----' };
  }
  return { ok: true, value: text };
}

/**
 * wechaty-puppet-service trusts wechaty's own authority unless told otherwise, and its npm package holds the key of a server certificate of that
 * authority for the name `insecure` (src/auth/ca.ts there: "This private key is NOT SAFE!"). The name asked for is what stands before the
 * last `_` of the token. So a server of one's own needs an authority of one's own, unless nothing leaves this machine; a server
 * found by the token alone, at a provider, is trusted as the library does, but not under that name.
 */
function serviceProblem({ token, endpoint, tlsCa }: z.infer<typeof settingsSchema>): string | null {
  if (!token) return 'WECHATY_TOKEN is missing: wechaty-puppet-service needs the token of its server';
  const name = token.slice(0, Math.max(0, token.lastIndexOf('_')));
  if (!name) return 'WECHATY_TOKEN: for wechaty-puppet-service it looks like shop_0a1b2c3d-...: the name in the server certificate, _ and an id';
  if (tlsCa !== undefined || (endpoint !== undefined && isLoopback(endpoint))) return null;
  if (endpoint !== undefined)
    return 'WECHATY_TLS_CA is missing: the default key of wechaty-puppet-service is published in its npm package, so anybody on the way could read and write your messages. Make a certificate of your own as channels/wechaty/README.md shows, or use a server on this machine (127.0.0.1)';
  if (name.toLowerCase() === 'insecure')
    return 'WECHATY_TOKEN: the name insecure stands for a key that is published in an npm package; make a certificate of your own as channels/wechaty/README.md shows, and set WECHATY_ENDPOINT and WECHATY_TLS_CA';
  return null;
}

/** Checks each setting, then what they say together; a problem names the variable and what to write, never its value. */
export function readSettings(raw: Readonly<Record<string, string>>): kit.ReadSettings<Settings> {
  const read = kit.readSettings(settingsSchema, 'WECHATY_', raw);
  if (!read.ok) return read;
  const { tlsCa, ...settings } = read.settings;
  const problem = settings.puppet === 'wechaty-puppet-service' ? serviceProblem(read.settings) : null;
  if (problem) return { ok: false, problem };
  if (tlsCa === undefined) return { ok: true, settings };
  const ca = readCertificates(tlsCa);
  return ca.ok ? { ok: true, settings: { ...settings, ca: ca.value } } : ca;
}
