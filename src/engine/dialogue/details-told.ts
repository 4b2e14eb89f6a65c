/** Does a message tell details for a paper, an invoice's heading or a tax number, and ask nothing? They are for somebody of the team. */
import { looksLikeQuestion } from '../wording.ts';
import { plainly } from './said-plainly.ts';

const zh = /(?:抬头|税号|纳税人识别号|统一社会信用代码|开户行|开票信息|单位名称|公司名称)(?:是|为|写|开|[:：\s])*[\p{L}\p{N}]{2,}/u;
const en =
  /\b(?:vat|tax|gst|eori|company)(?: (?:id|no|nr|number|reg(?:istration)?|name))?\.? ?(?:is|:|#|=)? ?(?=[a-z]*\d)[a-z]{0,4}\d{5,}|\b(?:invoice (?:it )?to|bill (?:it )?to|company(?: name)?(?: is|:)) [a-z]/;

export function tellsDetails(text: string): boolean {
  const plain = plainly(text);
  return plain.length <= 400 && !looksLikeQuestion(text) && (zh.test(plain) || en.test(plain));
}
