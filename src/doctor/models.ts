import type { ModelFailure, ModelsSituation } from '../app/models-situation.ts';
import { type Finding, mind, missing, type Words } from './finding.ts';

const queryMs = 200;
const keyName = { embeddings: 'EMBEDDINGS_KEY', chat: 'LLM_KEY' } as const;

/** Lists what keeps models from being asked. Without one the words decide, as they do where none is set. */
export function modelFindings({ keys, assist, models }: ModelsSituation): Finding[] {
  const found = models.flatMap(({ of, host, answer, ms, waitMs = queryMs }): Finding[] => {
    const where = `config.yaml models.${of}.url`;
    if (answer?.ok === false) return [refusal(of, host, answer.why, where)];
    if (ms === undefined || ms <= waitMs) return [];
    const took = Math.round(ms);
    return [
      mind(
        where,
        { en: `${host} took ${took} ms; a message waits ${waitMs} ms for it`, zh: `${host} 用了 ${took} 毫秒，而一条消息只等 ${waitMs} 毫秒` },
        of === 'chat'
          ? { en: 'set models.chat.wait higher, or take a faster model', zh: '把 models.chat.wait 调大，或换更快的模型' }
          : {
              en: 'the first request loads the model: run this again; else take one that is nearer',
              zh: '首次请求要加载模型，请再运行一次；仍慢就换近一点的服务',
            },
      ),
    ];
  });
  const isSet = (of: 'embeddings' | 'chat'): boolean => models.some((model) => model.of === of);
  for (const of of ['embeddings', 'chat'] as const)
    if (keys[of] && !isSet(of))
      found.push(
        mind(
          `.env ${keyName[of]}`,
          { en: `the key is set, and no server: models.${of}.url is empty`, zh: `设置了密钥，但没有服务：models.${of}.url 为空` },
          { en: `set models.${of}.url in config.yaml: docs/models.md`, zh: `在 config.yaml 里设置 models.${of}.url，见 docs/models.zh-CN.md` },
        ),
      );
  if (assist && !isSet('chat'))
    found.push(
      missing(
        'config.yaml models.assist',
        { en: 'drafts need a chat model, and none is set', zh: '起草回复需要对话模型，但没有设置' },
        { en: 'set models.chat.url, or switch models.assist off', zh: '设置 models.chat.url，或关掉 models.assist' },
      ),
    );
  return found;
}

function refusal(of: 'embeddings' | 'chat', host: string, why: ModelFailure, where: string): Finding {
  const path = of === 'chat' ? 'POST /chat/completions' : 'POST /embeddings';
  const until: Words = { en: 'until then the words decide', zh: '在此之前只按字面判断' };
  switch (why) {
    case 'refused':
      return missing(
        `.env ${keyName[of]}`,
        { en: `${host} does not take the key`, zh: `${host} 不接受这个密钥` },
        { en: `copy it anew into ${keyName[of]}; ${until.en}`, zh: `把密钥重新复制到 ${keyName[of]}；${until.zh}` },
      );
    case 'busy':
      return mind(
        where,
        { en: `${host} takes no more requests now (429)`, zh: `${host} 暂时不再接受请求（429）` },
        { en: 'look at the limits and the balance of the account there', zh: '到那边查看账户的限额和余额' },
      );
    case 'late':
      return missing(
        where,
        { en: `${host} did not answer in 20 s`, zh: `${host} 20 秒内没有回答` },
        { en: `start it, or mend the address; ${until.en}`, zh: `请启动它，或改正地址；${until.zh}` },
      );
    case 'failed':
      return missing(
        where,
        {
          en: `${host} cannot be reached, or does not answer ${path} as OpenAI’s interface does`,
          zh: `连不上 ${host}，或它对 ${path} 的回答不符合 OpenAI 的接口`,
        },
        {
          en: `mend the address (up to the version, such as /v1) or the name of the model; ${until.en}`,
          zh: `改正地址（写到版本号为止，例如 /v1）或模型名；${until.zh}`,
        },
      );
  }
}
