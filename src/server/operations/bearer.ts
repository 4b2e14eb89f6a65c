/** Longest id that a shop may sign for a customer, characters (Unicode code points, of any script). */
export const longestUser = 128;
/** A visitor is `u-` and the shop's id: up to four bytes a character in UTF-8, four signs for three bytes in base64url. */
export const longestEncodedUser = Math.ceil(((2 + 4 * longestUser) * 4) / 3);
/** Longest token that is looked at, of a visitor (with its time and signature, see chat-token.ts) or of the merchant, signs. */
export const longestToken = 1_024;

const form = new RegExp(`^Bearer (\\S.{0,${longestToken - 1}})$`);

/** Reads the token of an `Authorization: Bearer ...` header; undefined when there is none or it is longer than any of ours. */
export function bearerToken(header: string | undefined): string | undefined {
  return form.exec(header ?? '')?.[1];
}
