/** What looks at a message before its turn: recordings are heard, pictures read, models asked. */
import type { RuntimeOptions } from '../runtime/deps/runtime-options.ts';
import { type FileParts, openFiles } from './open-files.ts';
import { type ModelParts, openModelsOf } from './open-models.ts';
import { openPictures, type PictureParts } from './open-pictures.ts';
import { openSpeech, type SpeechParts } from './open-speech.ts';

export async function beforeTurn(parts: FileParts & SpeechParts & PictureParts & ModelParts): Promise<{
  looks: Pick<RuntimeOptions, 'keep' | 'listen' | 'look' | 'interpret'>;
  models: Awaited<ReturnType<typeof openModelsOf>>;
  /** Resolves when nothing is looked at any more. */
  stop(): Promise<void>;
}> {
  const [pictures, models] = [openPictures(parts), await openModelsOf(parts)];
  const { look } = pictures;
  return {
    looks: { keep: openFiles(parts), listen: openSpeech(parts).listen, ...(look && { look }), ...(models?.interpret && { interpret: models.interpret }) },
    models,
    async stop() {
      await models?.stop();
      await pictures.stop();
    },
  };
}
