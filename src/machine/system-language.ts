/** Returns the language that the terminal of whoever runs a command is set to, as far as this program speaks it. */
export function systemLanguage(environment: Record<string, string | undefined> = process.env): 'en' | 'zh' {
  return /^zh/i.test(environment.LC_ALL || environment.LANG || '') ? 'zh' : 'en';
}
