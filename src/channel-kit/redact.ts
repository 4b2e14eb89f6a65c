/** Returns the text with each of the secrets, as it is and as it stands in an address, replaced by `***`; a secret that holds another one goes as a whole. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter(Boolean).flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return forms.sort((a, b) => b.length - a.length).reduce((clean, form) => clean.replaceAll(form, '***'), text);
}
