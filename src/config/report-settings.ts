import { z } from 'zod';

/** `reports:` of the config: what reports reckon with, and whether the team is told. */
export const reportSettings = z
  .strictObject({
    minutes: z.number().min(0).max(240).default(5).meta({
      description: 'Minutes of a person that a conversation saves which was solved without one',
      zh: '机器人独自解决一次对话，相当于省下人工几分钟',
    }),
    wage: z.number().min(0).max(1_000_000).optional().meta({
      description: 'What an hour of a person costs, in the currency of the shop; unset: reports say minutes and no money',
      zh: '人工每小时的成本，按店铺货币写；不填则报表只写分钟、不折算成钱',
      example: 40,
    }),
    weekly: z.boolean().default(false).meta({
      description: 'Tell the team on Mondays what the week before brought',
      zh: '每周一把上一周的成绩发给团队',
    }),
  })
  .prefault({});
