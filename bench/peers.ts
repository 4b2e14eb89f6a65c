/**
 * The conversation of one reply a turn, played by ours with the store on and by two frameworks that keep everything in RAM, round by round in one
 * process. They are fetched from the registry into a folder for temporary files, without their install scripts; where that fails the bench says so.
 * What each of them says is in peers/: ours as a flow, theirs by the same function as the floor by hand.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCore } from '../src/app/core.ts';
import type { Channel } from '../src/channel.ts';
import { configSchema } from '../src/config/schema.ts';
import { keepIn } from './durable-floor.ts';
import { botbuilderPeer } from './peers/botbuilder.ts';
import { bottenderPeer } from './peers/bottender.ts';
import { type PeerState, peerLines, saidBy } from './peers/conversation.ts';
import type { MakePeer, Peer } from './peers/peer.ts';
import { byHand, cpuOf, heardIn, Play, silent } from './turns.ts';

const versions = { bottender: '1.5.5', botbuilder: '4.23.3' };
const fetchMost = 600_000;

export interface PeersFigures {
  /** Turns per CPU-second, the best of the rounds after one to warm up. */
  ours: number;
  floor: number;
  peers: { name: string; rate: number }[];
  /** Why the others are missing. */
  missing?: string;
}

/** The folder in which they are installed; where it was fetched already it is used again. */
async function fetched(progress?: (text: string) => void): Promise<{ folder: string } | { why: string }> {
  const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  const folder = join(tmpdir(), `zhanggui-peers-${wanted.join('-')}`);
  const ready = join(folder, 'ready');
  if (existsSync(ready)) return { folder };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  progress?.(`fetching ${wanted.join(', ')}`);
  try {
    const command = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted];
    await new Promise<void>((resolve, reject) => {
      execFile('npm', command, { cwd: folder, timeout: fetchMost }, (error) => (error ? reject(error) : resolve()));
    });
    writeFileSync(ready, '');
    return { folder };
  } catch (error) {
    return { why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

export async function benchPeers(rounds = 4, customers = 1_000, progress?: (text: string) => void): Promise<PeersFigures> {
  const found = await fetched(progress);
  const makers: [string, MakePeer][] = [
    [`bottender ${versions.bottender}`, bottenderPeer],
    [`botbuilder ${versions.botbuilder}`, botbuilderPeer],
  ];
  const load = 'folder' in found ? createRequire(join(found.folder, 'package.json')) : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-with-peers-'));
  const channels = new Map<string, Channel>();
  const flowsDir = fileURLToPath(new URL('./peers/flows', import.meta.url));
  const core = await openCore({ dataDir: folder, flowsDir, config: configSchema.parse({}), channels, log: silent, now: Date.now });
  await core.runtime.start();
  const best = new Map<string, number>();
  try {
    for (let round = 0; round <= rounds; round++) {
      progress?.(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
      const users = Array.from({ length: customers }, (_, n) => `c${round}.${n}`);
      const play = async (name: string, connect: (play: Play) => () => Promise<unknown>): Promise<void> => {
        const one = new Play(users.map((user) => [user, peerLines]));
        channels.set('bench:main', one);
        const idle = connect(one);
        const cpu = await cpuOf(async () => {
          one.begin();
          await one.finished;
          await idle();
        });
        if (round > 0) best.set(name, Math.max(best.get(name) ?? 0, (customers * peerLines.length) / cpu));
      };
      await play('ours', (one) => {
        one.receive = (json) => void core.runtime.receive([JSON.parse(json)]);
        return () => core.runtime.idle();
      });
      const kept = await keepIn<PeerState>(join(folder, `by-hand-${round}.db`));
      await play('floor', (one) => {
        const by = byHand<PeerState>(saidBy, (user, json) => one.provide(user, json), kept);
        one.receive = (json) => by.receive(heardIn(json));
        return by.idle;
      });
      kept.close();
      for (const [name, make] of load ? makers : []) {
        await play(name, (one) => {
          const peer: Peer = make(load as NodeJS.Require, (user, json) => one.provide(user, json));
          one.receive = (json) => peer.receive(heardIn(json));
          return peer.idle;
        });
      }
    }
  } finally {
    await core.close(5_000);
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    ours: best.get('ours') ?? Number.NaN,
    floor: best.get('floor') ?? Number.NaN,
    peers: load ? makers.map(([name]) => ({ name, rate: best.get(name) ?? Number.NaN })) : [],
    ...('why' in found && { missing: found.why }),
  };
}
