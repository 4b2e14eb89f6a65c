import { ApiError } from './api.ts';
import type { Words } from './words-en.ts';

/** What the program says of a text of the merchant, `English / 中文` a line: the half that the page speaks. */
function ownLanguage(message: string): string {
  const zh = document.documentElement.lang === 'zh';
  return message
    .split('\n')
    .map((line) => {
      const cut = line.lastIndexOf(' / ');
      if (cut < 0 || !/\p{Script=Han}/u.test(line.slice(cut))) return line;
      const [, place = ''] = /^([\w.[\]]+(?::\d+)?: )/.exec(line) ?? [];
      return zh ? place + line.slice(cut + 3) : line.slice(0, cut);
    })
    .join('\n');
}

/** Says what went wrong, in the words of the page. */
export function failureText(error: unknown, t: Words): string {
  if (!(error instanceof ApiError)) return t.failed;
  switch (error.code) {
    case 'offline':
      return t.offline;
    case 'wrong_sign_in':
      return t.wrongSignIn;
    case 'needs_passkey':
      return t.needsPasskey;
    case 'too_many':
      return t.tooManyTries;
    case 'not_secure':
      return t.notSecure;
    case 'no_link':
      return t.linkGone;
    case 'name_taken':
      return t.nameTaken;
    case 'name_reserved':
      return t.nameReserved;
    case 'weak_password':
      return t.weakPassword;
    case 'last_owner':
      return t.lastOwner;
    case 'forbidden':
      return t.forbidden;
    case 'too_late':
      return t.tooLate;
    case 'unavailable':
      return t.unavailable;
    case 'not_found':
      return t.gone;
    case 'problems':
    case 'not_possible':
    case 'conflict':
    case 'invalid':
      return ownLanguage(error.message) || t.failed;
    default:
      return t.failed;
  }
}
