/** `npm run backup -- FILE` copies the data while the program runs; `npm run backup -- --restore FILE [--force]` brings them back. */
import { parseArgs } from 'node:util';
import { usage } from '../command-table.ts';
import { variableValue } from '../config/variable-value.ts';
import { noteBackup } from '../machine/last-backup.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { troubleOf } from '../own-folder/file-failed.ts';
import { type BackupResult, backupData, mediaOf, type RestoreResult, restoreData } from '../store/sqlite/backup.ts';

// What customers write is for the user of the program alone: every file and folder that is made here.
process.umask(0o077);

const zh = systemLanguage() === 'zh';
const dataDir = variableValue(process.env.DATA_DIR) ?? './data';

const texts = {
  usage: { en: usage('backup', 'en'), zh: usage('backup', 'zh') },
  no_data: {
    en: `There are no data in ${dataDir}. Set DATA_DIR to the folder that the program uses.`,
    zh: `${dataDir} 里没有数据。请把 DATA_DIR 设为程序使用的目录。`,
  },
  no_file: { en: 'There is no such backup, or it is empty.', zh: '找不到这个备份，或者文件是空的。' },
  damaged: { en: 'The copy is damaged; do not rely on it. Check the disk and try again.', zh: '这份备份已损坏，不能使用。请检查磁盘后重试。' },
  foreign: { en: 'This file is not a backup of this program.', zh: '这个文件不是本程序的备份。' },
  exists: {
    en: `There are data in ${dataDir} already. With --force the backup takes their place; they are kept under another name.`,
    zh: `${dataDir} 里已有数据。加上 --force 会用备份替换，原有数据改名保留。`,
  },
  running: { en: 'The program is running. Stop it, then restore.', zh: '程序正在运行，请先停止再恢复。' },
} as const;

const say = (text: { en: string; zh: string }) => (zh ? text.zh : text.en);

function progress(done: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${Math.floor(done * 100)} %${done >= 1 ? '\n' : ''}`);
}

function report(outcome: BackupResult | RestoreResult, file: string): number {
  if (outcome.result !== 'done') {
    console.error(say(texts[outcome.result]));
    if ('text' in outcome) console.error(outcome.text);
    return 1;
  }
  if ('bytes' in outcome) {
    const size = (outcome.bytes / 1_048_576).toFixed(1);
    console.log(
      say({
        en: `Saved ${file} (${size} MB, checked) and ${outcome.media} media files in ${mediaOf(file)}.`,
        zh: `已保存 ${file}（${size} MB，已校验），另有 ${outcome.media} 个媒体文件在 ${mediaOf(file)}。`,
      }),
    );
  } else {
    console.log(
      say({
        en: `Restored ${file} into ${dataDir}, with ${outcome.media} media files.`,
        zh: `已把 ${file} 恢复到 ${dataDir}，含 ${outcome.media} 个媒体文件。`,
      }),
    );
    if (outcome.kept) console.log(say({ en: `What was there before is kept as ${outcome.kept}.`, zh: `原有数据保留为 ${outcome.kept}。` }));
  }
  return 0;
}

async function main(args: string[]): Promise<number> {
  let parsed: { restore?: string; force: boolean; file?: string };
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { restore: { type: 'string' }, force: { type: 'boolean', default: false } },
    });
    if (positionals.length > (values.restore === undefined ? 1 : 0)) throw new Error('too many arguments');
    parsed = { restore: values.restore, force: values.force, file: positionals[0] };
  } catch {
    parsed = { force: false };
  }
  try {
    if (parsed.restore) return report(await restoreData({ dataDir, file: parsed.restore, progress, force: parsed.force, now: Date.now }), parsed.restore);
    if (parsed.file) {
      const outcome = await backupData({ dataDir, file: parsed.file, progress });
      if (outcome.result === 'done') await noteBackup(dataDir, parsed.file, Date.now());
      return report(outcome, parsed.file);
    }
  } catch (error) {
    console.error(troubleOf(error, zh ? 'zh' : 'en'));
    return 1;
  }
  console.error(say(texts.usage));
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
