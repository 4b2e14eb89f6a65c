import { ApiError } from './api.ts';
import type { Words } from './words-en.ts';

/** Says what went wrong, in the words of the page. */
export function failureText(error: unknown, t: Words): string {
  if (!(error instanceof ApiError)) return t.failed;
  switch (error.code) {
    case 'offline':
      return t.offline;
    case 'wrong_sign_in':
      return t.wrongSignIn;
    case 'too_many':
      return t.tooManyTries;
    case 'not_secure':
      return t.notSecure;
    case 'no_link':
      return t.linkGone;
    case 'name_taken':
      return t.nameTaken;
    case 'weak_password':
      return t.weakPassword;
    case 'last_owner':
      return t.lastOwner;
    case 'forbidden':
      return t.forbidden;
    default:
      return t.failed;
  }
}
