/** Plain error of a file for the merchant: the file, what happened, what to do. */

export interface FileTrouble {
  en: string;
  zh: string;
}

type Words = (file: string) => FileTrouble;

const notAllowed: Words = (file) => ({
  en: `${file}: this user may not read or write it; give it to the user that the program runs as (chown, chmod), or choose another place`,
  zh: `${file}：当前用户没有读写权限；请用 chown、chmod 授权给运行程序的用户，或换一个位置`,
});
const tooManyOpen: Words = (file) => ({
  en: `${file}: too many files are open; raise the limit (ulimit -n, LimitNOFILE of the service) and start again`,
  zh: `${file}：打开的文件过多；请调高上限（ulimit -n，或服务的 LimitNOFILE）后重新启动`,
});

/** Texts by the code of Node's errors (https://nodejs.org/api/errors.html#common-system-errors). */
const words: Readonly<Record<string, Words>> = {
  EACCES: notAllowed,
  EPERM: notAllowed,
  EMFILE: tooManyOpen,
  ENFILE: tooManyOpen,
  ENOSPC: (file) => ({
    en: `${file}: the disk is full; make space, or choose another disk`,
    zh: `${file}：磁盘已满；请腾出空间，或换一个磁盘`,
  }),
  EDQUOT: (file) => ({
    en: `${file}: the share of the disk that this user may use is full; make space, or have the quota raised`,
    zh: `${file}：当前用户的磁盘配额已用完；请腾出空间，或提高配额`,
  }),
  EROFS: (file) => ({
    en: `${file}: the disk is read-only; mount it for writing, or choose another place`,
    zh: `${file}：磁盘是只读的；请以可写方式挂载，或换一个位置`,
  }),
  ENOENT: (file) => ({
    en: `${file}: there is no such file or folder; check the path, or make its folder`,
    zh: `${file}：文件或目录不存在；请检查路径，或先建好目录`,
  }),
  EISDIR: (file) => ({
    en: `${file}: a folder stands where a file is needed; name a file, or move the folder away`,
    zh: `${file}：这里需要文件，却是一个目录；请写文件名，或把该目录移走`,
  }),
  ENOTDIR: (file) => ({
    en: `${file}: a part of this path is a file where a folder is needed; check the path`,
    zh: `${file}：路径中有一段是文件，应为目录；请检查路径`,
  }),
  EEXIST: (file) => ({
    en: `${file}: something else stands at this place; move it away, or choose another place`,
    zh: `${file}：该位置已有别的文件；请移走，或换一个位置`,
  }),
  EIO: (file) => ({
    en: `${file}: the disk reported an error; check the disk and the system log`,
    zh: `${file}：磁盘报错；请检查磁盘和系统日志`,
  }),
  ELOOP: (file) => ({
    en: `${file}: this link leads back to itself; put a file or folder in its place`,
    zh: `${file}：这个链接指向自身；请换成真正的文件或目录`,
  }),
  ENAMETOOLONG: (file) => ({
    en: `${file.slice(0, 100)}…: the name is too long; choose a shorter one`,
    zh: `${file.slice(0, 100)}…：名称过长；请换短一些的名称`,
  }),
  EBUSY: (file) => ({
    en: `${file}: another program uses it; close that one and try again`,
    zh: `${file}：正被别的程序占用；请关闭后重试`,
  }),
  EXDEV: (file) => ({
    en: `${file}: the file would have to move to another disk; choose a place on the same disk`,
    zh: `${file}：无法移到另一个磁盘；请选择同一磁盘上的位置`,
  }),
};

/**
 * Returns the words for an error of the file system, with its code; null for every other error. `file` is needed where the error does not name its
 * file, as when writing to one that is open.
 */
export function fileTrouble(error: unknown, file?: string): FileTrouble | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  const { code } = error;
  // What is moved or copied is ours; where it goes is what the merchant named.
  const named = 'dest' in error && code !== 'ENOENT' ? error.dest : 'path' in error ? error.path : undefined;
  const at = typeof named === 'string' ? named : file;
  const say = typeof code === 'string' ? words[code] : undefined;
  if (!say || at === undefined) return null;
  const { en, zh } = say(at);
  return { en: `${en} (${code})`, zh: `${zh}（${code}）` };
}

/** Returns the English text of any error: the words for a file, else its own message. */
export function troubleText(error: unknown, file?: string): string {
  return fileTrouble(error, file)?.en ?? (error instanceof Error ? error.message : String(error));
}
