import { z } from 'zod';
import { compileOrderPattern, fitsEmpty, fitsPattern } from '../numbers/order-form.ts';
import { rule } from '../text/rule.ts';
import { about } from './setting.ts';

/** `orders:` of the config: what the shop's order numbers look like. */
export const orderNumbers = z
  .strictObject({
    example: about(
      z
        .string()
        .trim()
        .min(2)
        .max(40)
        .regex(/\p{N}/u, rule('write an order number of yours, such as CY10022', '请写一个自己店里的订单号，例如 CY10022'))
        .optional(),
      'An order number of your shop as customers see it, in quotes if it begins with #: "#1042". It is shown where one is asked for, and numbers that look like it are understood',
      '写一个自己店里的订单号，按顾客看到的样子；以 # 开头的要加引号，如 "#1042"。问订单号时会给顾客看，长得像它的号码都认得出来',
      'TEA-10022',
    ),
    pattern: about(
      z.string().min(1).max(200).optional(),
      'What your order numbers look like, as a regular expression, where the example does not say it all',
      '订单号的写法（正则表达式），只在例子说不清时填写',
      '(CY|HZ)[0-9]{5}',
    ),
  })
  .superRefine(({ example, pattern }, context) => {
    if (pattern === undefined) return;
    try {
      compileOrderPattern(pattern);
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n')[0] : '';
      return context.addIssue({ code: 'custom', path: ['pattern'], message: `this is no regular expression (${why}); write one such as CY[0-9]{5}` });
    }
    if (fitsEmpty(pattern))
      return context.addIssue({
        code: 'custom',
        path: ['pattern'],
        message: rule('it fits an empty text; write one such as CY[0-9]{5}', '空的文字也符合；请写成 CY[0-9]{5} 这样'),
      });
    if (example !== undefined && !fitsPattern(pattern, example))
      context.addIssue({ code: 'custom', path: ['example'], message: `"${example}" does not fit the pattern ${pattern}` });
  })
  .prefault({});
