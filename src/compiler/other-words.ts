/** Words that merchants bring along: their own language's, and those of other programs. Each leads to ours, the first that fits the place. */
import { nearest } from '../reading/nearest.ts';

const groups: Readonly<Record<string, readonly string[]>> = {
  'flow 流程 对话流 bot scenario story': ['flow'],
  '主动 主动搭话 搭话 greeting proactive_message campaign popup': ['proactive'],
  'faq 常见问题 问答 知识库 knowledge': ['faq'],
  '条目 问题列表 questions items': ['entries'],
  '开始 触发 触发条件 trigger triggers when on': ['start', 'if'],
  '步骤 动作 actions nodes blocks body': ['steps', 'do'],
  '关于 说明 描述 备注 description note desc': ['about'],
  '说 发送 回复 消息 文本 文字 text message messages send reply print utter answer output': ['say', 'says', 'text', 'a'],
  '问 提问 询问 question input prompt collect': ['ask', 'q'],
  '选择 菜单 按钮 选项 buttons button menu select quick_replies quickreplies choices': ['choose', 'options', 'button'],
  '确认 yesno yes_no': ['confirm'],
  '表单 fields': ['form'],
  '评分 评价 打分 rating csat': ['rate'],
  '同意 授权 optin opt_in': ['consent'],
  '如果 当 条件 condition when cond': ['if', 'only_if'],
  '那么 那就 那 就': ['then'],
  '否则 其他 otherwise default': ['else'],
  '情况 switch case': ['match'],
  '循环 遍历 for foreach loop repeat': ['each'],
  '跳转 转到 去 前往 goto jump redirect next': ['go'],
  '执行 运行 run subflow include': ['do'],
  '结束 完成 finish exit done quit': ['end'],
  '设置 赋值 assign let variable': ['set'],
  '加 添加 append': ['add'],
  '调用 接口 查询 请求 api request http webhook action function': ['call'],
  '等待 等 延时 延迟 delay sleep pause': ['wait'],
  '标签 打标签 label': ['tag', 'label'],
  '去标签 取消标签': ['untag'],
  '通知 提醒 alert email': ['notify'],
  '停止 停': ['stop'],
  '转人工 人工 人工客服 转接 transfer human agent escalate operator': ['handoff'],
  '保存 存为 存到 变量 store variable as save_as key': ['save'],
  '类型 期望 type expected kind': ['expect'],
  '图片 照片 picture photo img': ['image'],
  '链接 网址 url href': ['link'],
  '标题 heading': ['title'],
  '名称 名字 id': ['name'],
  '值 payload': ['value'],
  '关键词 关键字 keywords': ['keyword'],
  '事件 events': ['event'],
  '定时 时间表 cron': ['schedule'],
  '人群 分群 客群 audience': ['segment'],
};

const ours = new Map<string, readonly string[]>();
for (const [words, own] of Object.entries(groups)) for (const word of words.split(' ')) ours.set(word, [...(ours.get(word) ?? []), ...own]);

/** Returns the one of `candidates` that `word` was meant to be: the same thing by another word, or the nearest spelling. */
export function meantWord(word: string, candidates: Iterable<string>): string | undefined {
  const known = [...candidates];
  const same = ours.get(word.toLowerCase().trim())?.find((own) => own !== word && known.includes(own));
  return same ?? nearest(word, known);
}
