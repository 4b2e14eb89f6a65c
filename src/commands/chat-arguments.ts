/** The words after `npm run chat --`. */
import { parseArgs } from 'node:util';
import { usage } from '../command-table.ts';

export interface ChatArguments {
  /** Name of the customer. */
  as: string;
  locale?: string;
  flows?: string;
  json: boolean;
}

/** What each option is, in both languages: whoever meets the program here for the first time has set neither. */
export const chatHelp = `${usage('chat', 'en')}

Talk to the flows as a customer, on a copy of your products and orders: nothing changes in the shop. With input from a pipe each line is a message, and each part of a reply is a line on stdout.

和流程对话，体验顾客看到的样子。用的是商品和订单的副本，不会改动店铺。输入来自管道时，一行就是一条消息，回复的每个部分各占一行。

  --as NAME      name of the customer · 顾客名字
  --locale zh    language of the customer · 顾客语言
  --flows DIR    flows to use, ./flows unless given · 流程目录
  --json         a line of JSON for each message · 每条消息输出一行 JSON
`;

/** Reads the arguments; `help` when asked for, a problem in words when they make no sense. */
export function readChatArguments(words: readonly string[]): { ok: true; value: ChatArguments } | { ok: false; help: boolean; problem?: string } {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        as: { type: 'string', default: 'guest' },
        locale: { type: 'string' },
        flows: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { ok: false, help: true };
    if (values.as.trim() === '') return { ok: false, help: false, problem: '--as: write a name, e.g. --as Li' };
    if (values.locale !== undefined && !/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(values.locale))
      return { ok: false, help: false, problem: `--locale ${values.locale}: write a language such as zh or en` };
    return { ok: true, value: { as: values.as.trim(), locale: values.locale, flows: values.flows, json: values.json } };
  } catch (error) {
    return { ok: false, help: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
