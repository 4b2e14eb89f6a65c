/** What the words of a message say by themselves, whatever the conversation: read once for the texts of late. */

import { remembered } from '../../understanding/remembered.ts';
import * as courtesy from '../courtesy.ts';
import * as commands from '../global-words.ts';
import * as callingOff from './calling-off.ts';
import * as details from './details-told.ts';
import * as optingOut from './opting-out.ts';
import * as personal from './refusing-personal.ts';
import * as trouble from './trouble.ts';
import * as person from './wanting-person.ts';

export const courteous = remembered(courtesy.courteous);
export const globalWish = remembered(commands.globalWish);
export const partlyCallsOff = remembered(callingOff.partlyCallsOff);
export const tellsDetails = remembered(details.tellsDetails);
export const optsOut = remembered(optingOut.optsOut);
export const personalWish = remembered(personal.personalWish);
export const troubleIn = remembered(trouble.troubleIn);
export const wantsPerson = remembered(person.wantsPerson);
export const wantsNoPerson = remembered(person.wantsNoPerson);
