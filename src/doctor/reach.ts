/** Check whether an address answers at all from this machine, asked without any key. */

/** `why`, where nobody answers: what stands in between, as far as it shows. */
export type Reach = { reached: true } | { reached: false; why: 'name' | 'refused' | 'silent' | 'certificate' | 'cut' };

const byCode: Readonly<Record<string, Exclude<Reach, { reached: true }>['why']>> = {
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'silent',
  UND_ERR_CONNECT_TIMEOUT: 'silent',
  EHOSTUNREACH: 'silent',
  ENETUNREACH: 'silent',
};

/** Tries whether an address can be reached. Any answer counts, a refusal too. Resolves within `withinMs`, and never rejects. */
export async function reach(address: string, withinMs: number): Promise<Reach> {
  try {
    const response = await fetch(new URL('/', address), { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(withinMs) });
    await response.body?.cancel();
    return { reached: true };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return { reached: false, why: 'silent' };
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) return { reached: false, why: 'certificate' };
    return { reached: false, why: byCode[code] ?? 'cut' };
  }
}
