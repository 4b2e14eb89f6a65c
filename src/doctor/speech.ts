import type { SpeechEnvironment } from '../config/environment.ts';
import { type Finding, mind, missing } from './finding.ts';
import type { Reach } from './reach.ts';

export interface SpeechSituation {
  /** Undefined: no recogniser is set. */
  speech: SpeechEnvironment | undefined;
  /** Address that was asked, and whether somebody answered there; absent where nobody was asked. */
  reached?: { address: string; reach: Reach };
  /** True when SPEECH_MODEL is a folder with a model in it; absent unless the recogniser works in this process. */
  model?: boolean;
  /** True when the package of sherpa is installed; absent unless it is wanted. */
  installed?: boolean;
  /** True when ffmpeg is on the PATH. */
  ffmpeg: boolean;
}

/** Lists what keeps voice messages from being understood. */
export function speechFindings({ speech, reached, model, installed, ffmpeg }: SpeechSituation): Finding[] {
  if (!speech)
    return [
      mind(
        '.env SPEECH_KIND',
        { en: 'voice messages are not turned into text: customers are asked to type', zh: '语音不会转成文字，会请顾客打字' },
        { en: 'set a recogniser: docs/voice.md', zh: '设置语音识别：docs/voice.zh-CN.md' },
      ),
    ];
  const found: Finding[] = [];
  if (reached && !reached.reach.reached) {
    const host = new URL(reached.address).host;
    found.push(
      missing(
        '.env SPEECH_URL',
        { en: `the recogniser ${host} cannot be reached from this machine`, zh: `本机连不上语音识别服务 ${host}` },
        { en: 'start it, or mend the address; until then customers are asked to type', zh: '请启动它，或改正地址；在那之前会请顾客打字' },
      ),
    );
  }
  if (installed === false)
    found.push(
      missing(
        '.env SPEECH_KIND',
        { en: 'the package sherpa-onnx-node is not installed', zh: '没有安装 sherpa-onnx-node' },
        { en: 'npm install --no-save sherpa-onnx-node@1.13.8', zh: 'npm install --no-save sherpa-onnx-node@1.13.8' },
      ),
    );
  if (model === false)
    found.push(
      missing(
        '.env SPEECH_MODEL',
        { en: 'there is no model in the folder', zh: '文件夹里没有模型' },
        { en: 'put tokens.txt and the .onnx files there', zh: '把 tokens.txt 和 .onnx 文件放进去' },
      ),
    );
  if (!ffmpeg)
    found.push(
      mind(
        'ffmpeg',
        {
          en: 'it is not on the PATH: amr (WeCom, Official Account), m4a, aac and webm recordings are not understood',
          zh: 'PATH 里没有 ffmpeg：听不了 amr（企业微信、公众号）、m4a、aac、webm 录音',
        },
        { en: 'install ffmpeg', zh: '请安装 ffmpeg' },
      ),
    );
  return found;
}
