/** Other names under which types of files go about, and the one that providers take. Pure. */
const aliases: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'audio/mp3': 'audio/mpeg',
  'audio/mpeg3': 'audio/mpeg',
  'audio/x-mp3': 'audio/mpeg',
  'audio/x-mpeg': 'audio/mpeg',
  'audio/mpg': 'audio/mpeg',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/mp4a-latm': 'audio/mp4',
  'audio/x-aac': 'audio/aac',
  'audio/aacp': 'audio/aac',
  'audio/x-hx-aac-adts': 'audio/aac',
  'audio/opus': 'audio/ogg',
  'audio/x-opus+ogg': 'audio/ogg',
  'audio/x-ogg': 'audio/ogg',
  'application/ogg': 'audio/ogg',
  'audio/amr-nb': 'audio/amr',
  'audio/x-amr': 'audio/amr',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'video/3gp': 'video/3gpp',
  'audio/3gp': 'audio/3gpp',
  'video/x-m4v': 'video/mp4',
  'video/m4v': 'video/mp4',
  'application/mp4': 'video/mp4',
  'application/x-pdf': 'application/pdf',
};

/** Returns the usual name of a type, in small letters and without parameters; undefined for nothing. */
export function usualMime(told: string | undefined): string | undefined {
  const mime = told?.split(';', 1)[0]?.trim().toLowerCase();
  if (!mime) return undefined;
  return Object.hasOwn(aliases, mime) ? aliases[mime] : mime;
}
