/** The paths through the house, station by station: the data of the architecture pages and of the picture in them. */

export type Lang = 'en' | 'zh';
export type Words = Readonly<Record<Lang, string>>;

export interface Station {
  file: string;
  does: Words;
}

export interface Path {
  letter: string;
  /** Of its marks in the picture. */
  colour: string;
  title: Words;
  about: Words;
  stations: readonly Station[];
}

const at = (file: string, en: string, zh: string): Station => ({ file, does: { en, zh } });

export const paths: readonly Path[] = [
  {
    letter: 'a',
    colour: '#1d5fd0',
    title: { en: 'A message', zh: '一条消息' },
    about: {
      en: 'From the webhook of a provider to the answer on the phone of the customer. Telegram stands for every channel.',
      zh: '从平台的 Webhook 到顾客手机上的回复。这里以 Telegram 为例，其他渠道相同。',
    },
    stations: [
      at('src/server/server.ts', 'Takes the request; `/hooks/*` goes past express.', '收下请求；`/hooks/*` 不经过 express。'),
      at(
        'src/server/hooks/hooks.ts',
        'Reads the body up to a limit, gives it to the channel, and answers 200 only when the events are stored.',
        '在大小上限内读取正文，交给渠道；事件存好之后才回答 200。',
      ),
      at('channels/telegram/webhook.ts', 'Verifies the secret of the request.', '核对请求里的密钥。'),
      at(
        'channels/telegram/decode.ts',
        'Turns what the provider sent into events of ours (`src/message.ts`).',
        '把平台的数据转成统一的事件（`src/message.ts`）。',
      ),
      at('src/runtime/runtime.ts', 'Takes the events in (`receive`).', '接收事件（`receive`）。'),
      at('src/runtime/conversation/inbox.ts', 'Stores each event once, in order of arrival.', '每个事件按到达顺序存一次。'),
      at('src/runtime/conversation/scheduler.ts', 'Gives the conversation its turn.', '轮到这个对话时，让它运行。'),
      at('src/runtime/conversation/conversation-actor.ts', 'Picks the events that can be worked on now.', '选出现在可以处理的事件。'),
      at('src/runtime/turn/turn.ts', 'Works on them in order, each with one call of the engine.', '按顺序处理，每个事件调用一次引擎。'),
      at('src/runtime/turn/facts.ts', 'Gathers what the engine may know: time, shop, channel, contact.', '收集引擎可以知道的事：时间、店铺、渠道、顾客。'),
      at(
        'src/engine/advance.ts',
        'Takes flows, session and event; returns the next session and the effects.',
        '输入流程、会话状态和事件，输出新的会话状态和要做的事。',
      ),
      at('src/engine/dialogue/on-message.ts', 'Notes the message: language, mood, opt-out.', '记下这条消息：语言、情绪、退订。'),
      at(
        'src/engine/dialogue/resolve-intent.ts',
        'Decides what the message means: the first line of one table that fits.',
        '判断消息的意思：一张表里第一条符合的规则说了算。',
      ),
      at('src/engine/runs/loop.ts', 'Moves the run from step to step until it waits or ends.', '一步一步往下走，直到要等待或结束。'),
      at('src/engine/steps/say.ts', 'Does one step: one file a verb.', '执行一个步骤：一个动词一个文件。'),
      at('src/engine/runs/end-of-turn.ts', 'Decides what is in front when the turn ends.', '这一轮结束时，决定接下来停在哪里。'),
      at(
        'src/runtime/turn/effects.ts',
        'Puts each effect into the unit of work: a message into the outbox, a timer into the row.',
        '把要做的事记下来：消息进发件箱，定时写进这一行。',
      ),
      at(
        'src/runtime/turn/unit-of-work.ts',
        'Makes one write of all that the turn changes; the store takes it whole or not at all.',
        '把这一轮的全部改动合成一次写入，要么全成，要么全不成。',
      ),
      at('src/runtime/outbox/outbox.ts', 'Takes the next message of the outbox, in order.', '按顺序取发件箱里的下一条消息。'),
      at(
        'src/marketing/gate.ts',
        'Decides whether it may go out now: consent, quiet hours, cap, reply window.',
        '判断现在能不能发：同意、免打扰、频率上限、回复时限。',
      ),
      at(
        'channels/telegram/encode.ts',
        'Turns the message into requests of the provider, with what the channel cannot show degraded.',
        '把消息转成平台的请求；渠道显示不了的换成别的形式。',
      ),
      at('src/runtime/pace/pacer.ts', 'Waits until the account and the conversation may send.', '等到账号和对话都可以发送。'),
      at('src/runtime/outbox/send.ts', 'Sends the requests in order; the outbox then notes what became of them.', '依次发出请求，再由发件箱记下结果。'),
    ],
  },
  {
    letter: 'b',
    colour: '#b25d00',
    title: { en: 'A timer', zh: '一个定时' },
    about: {
      en: 'A flow waits two hours (`wait: 2h`), and the program may be restarted in between.',
      zh: '流程要等两小时（`wait: 2h`），其间程序可以重启。',
    },
    stations: [
      at('src/engine/steps/wait.ts', 'Ends the turn with a timer among the effects.', '结束这一轮，并要求设一个定时。'),
      at('src/runtime/turn/effects.ts', 'Puts the timer into the unit of work.', '把定时记进这一轮的改动。'),
      at('src/runtime/rows/due.ts', 'Computes the earliest moment of the row, which is stored as `due`.', '算出这一行最早要处理的时刻，存为 `due`。'),
      at(
        'src/runtime/conversation/timers.ts',
        'Sets one timeout for the earliest `due` in the store and wakes the conversation.',
        '只为最早的 `due` 设一个计时，到时唤醒对话。',
      ),
      at(
        'src/runtime/conversation/conversation-actor.ts',
        'Picks the timers whose time has come, in order with the events.',
        '选出到时的定时，与事件按时间排好。',
      ),
      at('src/runtime/turn/turn.ts', 'Gives the timer to the engine as an event.', '把定时作为事件交给引擎。'),
      at('src/engine/dialogue/on-event.ts', 'Finds the run that waits for it (`timeIsUp`).', '找到等它的流程（`timeIsUp`）。'),
      at('src/engine/runs/loop.ts', 'Goes on behind the step. From here as a message, from station 14.', '从这一步之后继续，往下与消息的第 14 站相同。'),
    ],
  },
  {
    letter: 'c',
    colour: '#1b7f3b',
    title: { en: 'A shop event', zh: '一个店铺事件' },
    about: {
      en: 'The shop system says `POST /events/order.shipped`.',
      zh: '店铺系统发来 `POST /events/order.shipped`。',
    },
    stations: [
      at('src/server/hooks/shop-event-hook.ts', 'Reads the body and answers 202, 404 or 422.', '读取正文，回答 202、404 或 422。'),
      at('src/server/hooks/signed-event.ts', 'Verifies the signature over the raw bytes.', '按原始字节核对签名。'),
      at('src/app/event-intake.ts', 'Finds the contact, and hands the event on to the shop and to the runtime.', '找到顾客，把事件交给店铺和运行时。'),
      at(
        'src/shop/orders/shop-events.ts',
        'Checks the data and keeps what it says of orders, carts and coupons.',
        '检查数据，保存其中的订单、购物车和优惠码。',
      ),
      at('src/runtime/conversation/shop-events.ts', 'Picks the conversation in which this contact is reached best.', '选出最适合联系这位顾客的对话。'),
      at('src/runtime/conversation/inbox.ts', 'Stores the event once, by its id.', '按编号只存一次。'),
      at('src/runtime/turn/turn.ts', 'Gives the event to the engine.', '把事件交给引擎。'),
      at(
        'src/engine/dialogue/on-event.ts',
        'Stops runs, wakes those that wait for it, starts flows, in this order (`happened`).',
        '先停掉相关流程，再唤醒等它的，最后开始新流程（`happened`）。',
      ),
      at(
        'src/engine/runs/triggers.ts',
        'Finds the triggers that the event fires. From here as a message, from station 14.',
        '找出事件触发的流程，往下与消息的第 14 站相同。',
      ),
    ],
  },
  {
    letter: 'd',
    colour: '#8a2fa8',
    title: { en: 'A saved flow', zh: '一个存盘的流程' },
    about: {
      en: 'A merchant saves `flows/returns.yaml` in an editor.',
      zh: '商家在编辑器里保存 `flows/returns.yaml`。',
    },
    stations: [
      at('src/flow-folder/flow-folder.ts', 'Notices the change of the folder and reads the file.', '发现文件夹有变化，读取文件。'),
      at(
        'src/flow-folder/flow-library.ts',
        'Keeps each file with its last good text, and runs the stations below.',
        '保存每个文件最后一次正确的内容，并依次执行下面几站。',
      ),
      at(
        'src/flow-folder/flow-checker.ts',
        'Checks here what is small and right, the rest in a thread of its own.',
        '小而无误的当场检查，其余交给单独的线程。',
      ),
      at('src/compiler/folder.ts', 'Checks the folder: one namespace, the ways from file to file.', '检查整个文件夹：名称不重复，文件之间的去向都存在。'),
      at('src/compiler/load.ts', 'Compiles one file; every problem gets its line and what to write instead.', '编译单个文件；每个问题都指出行号和应该怎么写。'),
      at(
        'src/store/collections.ts',
        'Declares `flow_versions`: the source is stored before it is live, so that runs can stay on their version.',
        '声明 `flow_versions`：先存源文件再生效，进行中的流程才能留在原来的版本。',
      ),
      at(
        'src/flow-folder/flow-set.ts',
        'Makes the set of live flows with its index of triggers and its matcher.',
        '生成正在生效的流程集合，连同触发索引和匹配器。',
      ),
      at('src/understanding/matcher.ts', 'Learns the ways of asking.', '学习各种问法。'),
      at(
        'src/engine/runs/migrate-runs.ts',
        'Moves runs to the new version at their next event, where the flow says `on_edit: move`.',
        '流程写了 `on_edit: move` 的，下一个事件到来时换到新版本。',
      ),
    ],
  },
];

/** Returns the paths as sections of a page in docs/. */
export function pathSections(lang: Lang): string {
  return paths
    .map(({ letter, title, about, stations }) => {
      const rows = stations.map(({ file, does }, index) => `${index + 1}. [\`${file}\`](../${file}): ${does[lang]}`);
      return `### ${letter}. ${title[lang]}\n${about[lang]}\n\n${rows.join('\n')}`;
    })
    .join('\n\n');
}
