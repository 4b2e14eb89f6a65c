/** Keys of the section `calls` about calls over WhatsApp. */
import { z } from 'zod';
import { rule } from '../text/rule.ts';
import { about } from './setting.ts';

export const whatsappCalls = {
  whatsapp: about(
    z.boolean().default(false),
    'Calls over WhatsApp (official), by voice: customers call the number, and people call customers who allow it (docs/calls.md)',
    'WhatsApp（官方）语音通话：顾客可以打店铺的号码，顾客同意后同事也可以打过去（见 docs/calls.zh-CN.md）',
  ),
  whatsapp_hours: about(
    z.boolean().default(true),
    'WhatsApp is told the opening hours of the shop, and takes calls only then; false: at any time',
    '把营业时间告诉 WhatsApp，只在营业时间接受来电；false 表示随时',
  ),
};

/** Calls over WhatsApp ring on the pages that `calls.on` opens. */
export function checkWhatsappCalls({ on, whatsapp }: { on: boolean; whatsapp: boolean }, context: z.RefinementCtx): void {
  if (whatsapp && !on)
    context.addIssue({
      code: 'custom',
      path: ['whatsapp'],
      message: rule('write calls.on: true beside calls.whatsapp: true', '写了 calls.whatsapp: true 就要同时写 calls.on: true'),
    });
}
