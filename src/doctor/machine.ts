import type { Environment } from '../config/environment.ts';
import { type Finding, mind, missing } from './finding.ts';

export interface MachineSituation {
  environment: Environment;
  /** Of Node, as in `process.versions.node`. */
  node: string;
  now: number;
  /** When this program was put here: no clock that is right is before. */
  builtAt: number;
  /** Bytes; undefined when the disk does not say. */
  free?: number;
  freeFloor: number;
  /** Rights of `.env`; undefined when there is none, or the system has no such rights. */
  envMode?: number;
  database: { state: 'none' | 'good' } | { state: 'in_use' } | { state: 'broken'; why: string };
  /** The last backup of these data; undefined: none was made. */
  backup?: { at: number; file: string; isThere: boolean; sameDisk: boolean };
}

const dayMs = 86_400_000;
const oldest = 7 * dayMs;

/** What the program stands on: clock, disk, database, backups, keys. */
export function machineFindings(situation: MachineSituation): Finding[] {
  const { environment, node, now, builtAt, free, freeFloor, envMode, database } = situation;
  const { dataDir } = environment;
  const found: Finding[] = [];
  const [major = 0] = node.split('.').map(Number);
  if (major < 22)
    found.push(mind('Node.js', { en: `${node} is past its end of life`, zh: `${node} 已停止维护` }, { en: 'install Node.js 24', zh: '安装 Node.js 24' }));
  if (now < builtAt - dayMs)
    found.push(
      missing(
        'clock',
        {
          en: `the clock shows ${new Date(now).toISOString()}, before this program was installed`,
          zh: `系统时间是 ${new Date(now).toISOString()}，比程序的安装时间还早`,
        },
        { en: 'set it, and switch on time synchronisation (timedatectl set-ntp true)', zh: '校准时间并打开时间同步（timedatectl set-ntp true）' },
      ),
    );
  if (free !== undefined && free < freeFloor * 2) {
    const mb = Math.floor(free / 1_000_000);
    const words = { en: `${mb} MB are free on the disk`, zh: `磁盘只剩 ${mb} MB` };
    const cure = { en: 'make room, or choose another disk', zh: '清理空间，或换一个磁盘' };
    found.push(free < freeFloor ? missing(`DATA_DIR ${dataDir}`, words, cure) : mind(`DATA_DIR ${dataDir}`, words, cure));
  }
  if (database.state === 'broken')
    found.push(
      missing(
        `DATA_DIR ${dataDir}`,
        { en: database.why, zh: database.why },
        { en: 'put it right, or bring back a backup: npx zhanggui backup --restore FILE', zh: '请修复，或恢复备份：npx zhanggui backup --restore 文件' },
      ),
    );
  if (envMode !== undefined && (envMode & 0o077) !== 0)
    found.push(
      missing('.env', { en: 'other users of this machine may read your keys', zh: '本机其他用户也能读到密钥' }, { en: 'chmod 600 .env', zh: 'chmod 600 .env' }),
    );
  if (!environment.eventsSecret)
    found.push(
      mind(
        '.env EVENTS_SECRET',
        { en: 'not set: events of your shop system (paid, shipped) are refused', zh: '没有设置：店铺系统的事件（付款、发货）会被拒收' },
        {
          en: 'write EVENTS_SECRET=, made with: echo "whsec_$(openssl rand -base64 32)"',
          zh: '写上 EVENTS_SECRET=，用这条命令生成：echo "whsec_$(openssl rand -base64 32)"',
        },
      ),
    );
  return [...found, ...backupFindings(situation)];
}

function backupFindings({ environment, backup, database, now }: MachineSituation): Finding[] {
  const cure = {
    en: 'npx zhanggui backup /another-disk/monday.db, every night (docs/operations.md)',
    zh: '每晚运行 npx zhanggui backup /另一块磁盘/monday.db（见 docs/operations.zh-CN.md）',
  };
  if (environment.mongodbUrl !== undefined)
    return [
      mind(
        'MONGODB_URL',
        { en: 'backups of MongoDB are not seen from here', zh: '从这里看不到 MongoDB 的备份' },
        { en: 'mongodump every night (docs/operations.md)', zh: '每晚 mongodump（见 docs/operations.zh-CN.md）' },
      ),
    ];
  if (database.state === 'none') return [];
  if (!backup) return [missing(`DATA_DIR ${environment.dataDir}`, { en: 'no backup was ever made', zh: '从没备份过' }, cure)];
  const date = new Date(backup.at).toISOString().slice(0, 10);
  if (now - backup.at > oldest) return [missing(backup.file, { en: `the last backup is of ${date}`, zh: `最近一次备份是 ${date}` }, cure)];
  if (!backup.isThere)
    return [
      mind(
        backup.file,
        { en: `the backup of ${date} is not there any more`, zh: `${date} 的备份已不在原处` },
        { en: 'see that it is kept elsewhere', zh: '确认已转存到别处' },
      ),
    ];
  if (backup.sameDisk)
    return [
      mind(
        backup.file,
        { en: 'the backup is on the same disk as the data', zh: '备份和数据在同一块磁盘上' },
        { en: 'copy it to another machine or disk', zh: '再复制一份到另一台机器或磁盘' },
      ),
    ];
  return [];
}
