/** The thread that reads pictures: one takes half a second and 200 MB, which the thread that serves must not feel. See read-apart.ts. */
import { workApart } from '../threads/work-apart.ts';
import { readPicture } from './read-picture.ts';

workApart(readPicture);
