import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ChannelModule } from '../channel.ts';
import { variable, variablesOf } from '../channel-kit/settings.ts';
import { switchedOn } from './channel-registry.ts';

const about = { en: '', zh: '' };
const telegram = {
  name: 'telegram',
  settings: [
    { env: 'BOT_TOKEN', key: 'token', need: 'required', secret: true, about },
    { env: 'API_ROOT', key: 'apiRoot', need: 'optional', secret: false, about },
  ],
} as unknown as ChannelModule;
const cloud = {
  name: 'whatsapp-cloud',
  settings: ['TOKEN', 'PHONE_ID'].map((key) => ({ env: key, key, need: 'required', secret: true, about })),
} as unknown as ChannelModule;
const both = [telegram, cloud];

describe('switchedOn', () => {
  it('leaves channels without their variables off', () => {
    expect(switchedOn(both, { TELEGRAM_API_ROOT: 'http://x' }, [])).toEqual({
      on: [],
      problems: [],
      warnings: ['TELEGRAM_API_ROOT has no effect: telegram is off until TELEGRAM_BOT_TOKEN is set'],
    });
    expect(switchedOn(both, {}, [])).toEqual({ on: [], problems: [], warnings: [] });
  });

  it('tells of variables that look like ours and are not', () => {
    const { on, warnings } = switchedOn(both, { TELEGRAM_BOT_TOKN: '1:a', TELEGRAM_CHAT: '7', TG2_BOT_TOKEN: '2:b', PATH: '/bin' }, [
      { channel: 'telegram', account: 'second', env: 'TG2_' },
    ]);
    expect(on).toHaveLength(1);
    expect(warnings).toEqual([
      'TELEGRAM_BOT_TOKN is not a variable of this program; did you mean TELEGRAM_BOT_TOKEN?',
      'TELEGRAM_CHAT is not a variable of this program',
    ]);
  });

  it('reads the settings of the main account', () => {
    expect(switchedOn(both, { TELEGRAM_BOT_TOKEN: '1:a' }, []).on).toEqual([{ module: telegram, account: 'main', settings: { token: '1:a' } }]);
  });

  it('names what is missing of a channel that is half set', () => {
    expect(switchedOn(both, { WHATSAPP_CLOUD_TOKEN: 'x' }, []).problems).toEqual([
      'whatsapp-cloud: set WHATSAPP_CLOUD_PHONE_ID too, or unset the others to switch the channel off',
    ]);
  });

  it('refuses a value that its channel refuses, such as a secret that can be found by trying', () => {
    const form = { en: 'use at least 16 characters; a shorter one can be found by trying', zh: '' };
    const secretVariable = { env: 'WEBHOOK_SECRET', secret: true, about, form };
    const guarded = {
      ...telegram,
      settings: [...telegram.settings, ...variablesOf(z.object({ secret: variable(z.string().min(16).optional(), secretVariable) }))],
    };
    const problems = (secret: string) => switchedOn([guarded as ChannelModule], { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_SECRET: secret }, []).problems;
    expect(problems('fifteen-letters')).toEqual(['TELEGRAM_WEBHOOK_SECRET: use at least 16 characters; a shorter one can be found by trying']);
    expect(problems('sixteen-letters-')).toEqual([]);
    expect(problems('')).toEqual([]);
  });

  it('reads further accounts under their prefix, and says what they lack', () => {
    const second = [{ channel: 'telegram', account: 'second', env: 'TG2_' }];
    expect(switchedOn(both, { TG2_BOT_TOKEN: '2:b' }, second).on).toEqual([{ module: telegram, account: 'second', settings: { token: '2:b' } }]);
    expect(switchedOn(both, {}, second).problems).toEqual(['telegram (second): set TG2_BOT_TOKEN too, or unset the others to switch the channel off']);
  });

  it('refuses an account of a channel that does not exist', () => {
    expect(switchedOn(both, {}, [{ channel: 'fax', account: 'a', env: 'FAX_' }]).problems).toEqual([
      'accounts: there is no channel "fax"; channels are telegram, whatsapp-cloud',
    ]);
  });
});
