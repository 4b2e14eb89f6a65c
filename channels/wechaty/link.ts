/**
 * Keeps one wechaty bot connected. `bot.start()` resolves with a wrong token or certificate, and a bot does not come back by itself after its
 * puppet server was restarted: only `login` means that it works, and a bot that reports a lost connection or goes quiet is stopped and built anew.
 */

import type { Wechaty } from 'wechaty';
import type { Program } from '../../src/channel-host/supervision/serve.ts';
import { backOff } from '../../src/event-loop/back-off.ts';
import { realClock } from '../../src/event-loop/clock.ts';
import { within } from '../../src/event-loop/within.ts';
import { connectionTrouble, troubleOf } from './failure.ts';

export type Puppet = Wechaty['puppet'];

/** All in ms. */
export interface LinkTiming {
  /** Pause before a bot is built anew; doubles up to `mostWait` until there is a login. */
  firstWait: number;
  mostWait: number;
  /** Without any sign of life for so long, the puppet is asked for one (`ding`). */
  quiet: number;
  /** Longest wait for its answer (`dong`), ms. */
  answer: number;
  /** Longest wait for a bot to stop before the whole process is left, ms. */
  stop: number;
  /** Longest wait for an answer of the puppet, ms (name of a sender, content of a link). */
  call: number;
  /** WeChat takes a QR code for about four minutes. Puppets bring a new one; where none came for so long again, the bot is built anew and brings one. */
  code: number;
}
export const linkTiming: LinkTiming = { firstWait: 1_000, mostWait: 60_000, quiet: 45_000, answer: 20_000, stop: 5_000, call: 15_000, code: 240_000 };

export interface LinkParts {
  program: Program;
  timing: LinkTiming;
  /** A fresh bot, not started. */
  build(): Wechaty;
  /** Tells what the puppet reports. */
  onMessage(puppet: Puppet, messageId: string): void;
  onFriendship(puppet: Puppet, friendshipId: string): void;
  /** Command that installs the puppet. */
  install: string;
}

export interface Link {
  /** The puppet while somebody is logged in. */
  puppet(): Puppet | undefined;
  stop(): Promise<void>;
}

const words = {
  token: 'the puppet server refuses the token: copy WECHATY_TOKEN from the server again, then start the channel',
  certificate: (said: string) =>
    `the certificate of the puppet server does not fit (${said}): WECHATY_TLS_CA must be the authority that signed it, and the certificate must carry the name before the last _ of WECHATY_TOKEN`,
  shared: 'the puppet takes calls but reports nothing: perhaps another program is connected to the same puppet server; trying again in a few minutes',
  loggedOut: 'WeChat logged this account out; start the channel again and scan the new QR code',
};

/** `ScanStatus` of wechaty: 3 scanned, 4 confirmed on the phone. */
const isScanned = (status: number): boolean => status === 3 || status === 4;

/** Resolves to false when `work` is not done in time; a rejection counts as done. */
export function isOverWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const done = work.then(
    () => true,
    () => true,
  );
  return within(realClock(), ms, done, () => false);
}

interface Life {
  bot: Wechaty;
  puppet?: Puppet;
  loggedIn: boolean;
  /** True when a QR code was shown; and the last one. */
  asked: boolean;
  code: string | undefined;
  /** True when anything was heard: since the last look, and ever. */
  heard: boolean;
  known: boolean;
  /** True when `bot.start()` is through. */
  begun: boolean;
  /** True while a sign of life is waited for. */
  probing: boolean;
  over: boolean;
  timers: Set<NodeJS.Timeout>;
}

/** Begins at once; nothing here throws or rejects. */
export function keepLinked({ program, timing, build, onMessage, onFriendship, install }: LinkParts): Link {
  let life: Life | undefined;
  let losses = 0;
  let stopping = false;
  let pause: NodeJS.Timeout | undefined;

  const later = (mine: Life, ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      mine.timers.delete(timer);
      work();
    }, ms);
    mine.timers.add(timer);
  };

  function end(mine: Life): Promise<boolean> {
    mine.over = true;
    for (const timer of mine.timers) clearTimeout(timer);
    if (life === mine) life = undefined;
    return isOverWithin(mine.bot.stop(), timing.stop);
  }

  async function lose(mine: Life, detail: string): Promise<void> {
    if (mine.over || stopping) return;
    const ms = backOff(losses++, { first: timing.firstWait, most: timing.mostWait });
    program.state('degraded', `${detail}; connecting again`);
    program.log.warn({ detail, ms }, 'the connection to WeChat is lost; a new one is made after a pause');
    if (!(await end(mine))) {
      program.leave('rebuild', `${detail}; starting afresh`);
      return;
    }
    if (!stopping) pause = setTimeout(() => void connect(), ms);
  }

  function fail(mine: Life, detail: string): void {
    if (mine.over || stopping) return;
    mine.over = true;
    program.leave('failed', detail);
  }

  /**
   * A puppet server takes calls from several programs and reports to the first alone. It is not asked to stop, which would stop the puppet of the
   * other one: https://github.com/wechaty/puppet-service/blob/main/src/server/puppet-implementation.ts
   */
  function yieldTo(mine: Life): void {
    if (mine.over || stopping) return;
    mine.over = true;
    life = undefined;
    program.leave('conflict', words.shared);
  }

  /** Asks for a sign of life, one at a time, and counts the connection as lost without one. */
  function probe(mine: Life): void {
    if (mine.over || mine.probing || !mine.puppet) return;
    mine.probing = true;
    mine.heard = false;
    try {
      mine.puppet.ding('zhanggui');
    } catch {
      // No connection: then there is no answer either.
    }
    later(mine, timing.answer, () => {
      mine.probing = false;
      if (mine.heard) return;
      if (mine.begun && !mine.known) yieldTo(mine);
      else void lose(mine, 'the puppet gives no sign of life');
    });
  }

  function listen(mine: Life): void {
    later(mine, timing.quiet, () => {
      if (!mine.heard) probe(mine);
      if (!mine.probing) mine.heard = false;
      listen(mine);
    });
  }

  function onError(mine: Life, error: unknown): void {
    if (mine.over || stopping) return;
    const { words: said } = troubleOf(error);
    const kind = connectionTrouble(error);
    if (kind === 'token') fail(mine, words.token);
    else if (kind === 'certificate') fail(mine, words.certificate(said));
    else if (kind === 'lost') void lose(mine, `the puppet cannot be reached (${said})`);
    else {
      program.log.warn({ detail: said }, 'the puppet reports an error');
      probe(mine);
    }
  }

  function onLogout(mine: Life, reason: string | undefined): void {
    if (mine.over || stopping) return;
    mine.loggedIn = false;
    // A puppet says the same when it is stopped at its own end: https://github.com/wechaty/puppet/blob/main/src/mixins/login-mixin.ts
    if (reason === 'puppet stop()') void lose(mine, 'the puppet was stopped');
    else program.leave('logged_out', words.loggedOut);
  }

  function wire(mine: Life, puppet: Puppet): void {
    const alive = (work: () => void) => {
      if (mine.over || stopping) return;
      mine.heard = true;
      mine.known = true;
      work();
    };
    puppet.on('heartbeat', () => alive(() => undefined));
    puppet.on('dong', () => alive(() => undefined));
    puppet.on('scan', ({ qrcode, status }) =>
      alive(() => {
        mine.asked = true;
        if (isScanned(status)) {
          program.state('authenticating');
          mine.code = undefined;
        } else if (qrcode) {
          program.state('need_qr', 'scan the QR code with WeChat on the phone of this account');
          // Some puppets repeat the same one every few seconds: that makes it no younger.
          if (qrcode !== mine.code) {
            mine.code = qrcode;
            program.pairing({ qr: qrcode, lives: timing.code });
            later(mine, 2 * timing.code, () => {
              if (!mine.loggedIn && mine.code === qrcode) void lose(mine, 'the QR code is over and no new one came');
            });
          }
        }
      }),
    );
    puppet.on('login', () =>
      alive(() => {
        mine.loggedIn = true;
        losses = 0;
        program.state('ready');
      }),
    );
    puppet.on('logout', ({ data }) => onLogout(mine, data));
    puppet.on('message', ({ messageId }) => alive(() => onMessage(puppet, messageId)));
    puppet.on('friendship', ({ friendshipId }) => alive(() => onFriendship(puppet, friendshipId)));
  }

  async function connect(): Promise<void> {
    if (stopping) return;
    const mine: Life = {
      bot: build(),
      loggedIn: false,
      asked: false,
      code: undefined,
      heard: false,
      known: false,
      begun: false,
      probing: false,
      over: false,
      timers: new Set(),
    };
    life = mine;
    if (losses === 0) program.state('starting');
    mine.bot.on('error', (error) => onError(mine, error));
    try {
      await mine.bot.init();
      mine.puppet = mine.bot.puppet;
      wire(mine, mine.puppet);
      listen(mine);
      await mine.bot.start();
      mine.begun = true;
      // Connected again, but nobody is logged in yet: from here on it may take as long as a start.
      if (losses > 0 && !mine.loggedIn && !mine.over && !mine.asked) program.state('starting');
    } catch (error) {
      const { words: said } = troubleOf(error);
      if (/Cannot find (?:package|module)/i.test(said)) fail(mine, `the puppet is not installed; type: ${install}, then start again`);
      else if (mine.puppet) onError(mine, error);
      else fail(mine, `the puppet cannot be used: ${said}`);
    }
  }

  void connect();
  return {
    puppet: () => (life?.loggedIn && !life.over ? life.puppet : undefined),
    async stop() {
      stopping = true;
      clearTimeout(pause);
      if (life) await end(life);
    },
  };
}
