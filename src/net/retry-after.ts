/** `Retry-After` of an answer: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */

/** Longest rest that is believed of one answer, ms: after it the other side is asked again, and can say it again. */
export const longestRest = 60 * 60_000;

export interface RetryAfter {
  /** The rest that was asked for, ms, up to {@link longestRest}. Undefined: none, or none that makes sense; then our own back-off holds. */
  ms?: number;
  /** Value that makes no sense or was cut short, as it came, for the log; at most 60 characters. */
  odd?: string;
}

/** The date that servers must write, and the two older ones that must still be read. */
const date =
  /^(?:[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

function dateOf(text: string): number | undefined {
  // The oldest form names no zone and means GMT.
  const at = date.test(text) ? Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** One value; undefined when it is neither seconds nor a date. */
function one(text: string, reference: number | undefined): number | undefined {
  if (/^\d{1,20}$/.test(text)) return Number(text) * 1000;
  const at = dateOf(text);
  return at === undefined || reference === undefined ? undefined : Math.max(0, at - reference);
}

/**
 * Reads the header `value` (null: there is none). A date is compared with `answeredAt`, the header `Date` of the same answer, so that a clock of ours
 * that is wrong changes nothing; without that it makes no sense. Of several headers, which fetch joins, the longest counts.
 */
export function readRetryAfter(value: string | null, answeredAt: string | null): RetryAfter {
  if (value === null) return {};
  const text = value.trim();
  const reference = dateOf(answeredAt?.trim() ?? '');
  const whole = one(text, reference);
  const pieces = whole === undefined ? text.split(/,(?! \d{2}[ -][A-Z])/).map((piece) => one(piece.trim(), reference)) : [whole];
  const found = pieces.filter((piece) => piece !== undefined);
  const asked = found.length > 0 ? Math.max(...found) : undefined;
  const sound = whole !== undefined && whole <= longestRest;
  return {
    ...(asked ? { ms: Math.min(asked, longestRest) } : {}),
    ...(sound ? {} : { odd: text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60) }),
  };
}

/** Reads the same from an answer of fetch. */
export function retryAfterOf(response: Pick<Response, 'headers'>): RetryAfter {
  return readRetryAfter(response.headers.get('retry-after'), response.headers.get('date'));
}

/** Returns the detail, with the part of Retry-After that was not believed in brackets. */
export function withOddRest(detail: string, { odd }: RetryAfter): string {
  return odd === undefined ? detail : `${detail} (Retry-After ${JSON.stringify(odd)} was not believed)`;
}
