/** Returns the language as dates take it. A page may call its language anything, "zh_CN" too; a date format throws at what is no language tag. */
export function dateLang(lang: string): string | undefined {
  try {
    new Date(0).toLocaleString(lang);
    return lang;
  } catch {
    return undefined;
  }
}
