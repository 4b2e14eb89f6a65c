/** The thread that draws pictures anew: a photo of 12 megapixels takes a third of a second and 150 MB. See repack-apart.ts. */
import { workApart } from '../threads/work-apart.ts';
import { repackPicture } from './repack.ts';

workApart(repackPicture);
