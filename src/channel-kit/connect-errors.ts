/** Codes of Node, of its TLS and of undici for a connection that was never made. */
const codes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

/** Returns the code of an error of Node, fetch or node-fetch, which may stand at its cause; '' when it has none. */
export function codeOfError(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** Tells whether a request that failed so cannot have reached the other side, so that making it again cannot double anything. False when in doubt. */
export function isConnectError(error: unknown): boolean {
  return codes.has(codeOfError(error));
}
