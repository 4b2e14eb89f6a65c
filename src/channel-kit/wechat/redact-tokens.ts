import { redactSecrets } from '../redact.ts';

/** Takes the given secrets, and the value of any access token or secret in an address, out of a text; at most 300 characters are left. */
export function redact(text: string, secrets: readonly string[]): string {
  return redactSecrets(text, secrets)
    .replace(/((?:access_token|secret|corpsecret)["']?\s*[=:]\s*["']?)[^&\s"',}]+/gi, '$1***')
    .slice(0, 300);
}
