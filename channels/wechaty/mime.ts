/** Media types by a file name's ending and back: puppets tell names only, and decide by the name how WeChat shows a file. */
const types: readonly (readonly [ending: string, mime: string])[] = [
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['bmp', 'image/bmp'],
  ['heic', 'image/heic'],
  ['mp4', 'video/mp4'],
  ['mov', 'video/quicktime'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['wav', 'audio/wav'],
  ['amr', 'audio/amr'],
  ['ogg', 'audio/ogg'],
  ['silk', 'audio/silk'],
  ['sil', 'audio/silk'],
  ['slk', 'audio/silk'],
  ['pdf', 'application/pdf'],
  ['doc', 'application/msword'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xls', 'application/vnd.ms-excel'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['zip', 'application/zip'],
  ['txt', 'text/plain'],
];

/** Returns the type by a file's ending; undefined for an unknown ending. */
export function mimeOf(name: string | undefined): string | undefined {
  const ending = /\.(\w{1,8})$/.exec(name ?? '')?.[1]?.toLowerCase();
  return types.find(([each]) => each === ending)?.[1];
}

/** Returns a file name that ends as its type does, safe on every system. */
export function fileName(name: string | undefined, mime: string): string {
  const ending = types.find(([, each]) => each === mime.split(';', 1)[0]?.trim().toLowerCase())?.[0];
  const safe = (name ?? '')
    .replace(/[\\/:*?"<>|\s]|\p{Cc}|\p{Surrogate}/gu, '_')
    .replace(/^\.+/, '')
    .slice(-100);
  if (!safe) return `file.${ending ?? 'bin'}`;
  return mimeOf(safe) === undefined && ending ? `${safe}.${ending}` : safe;
}
