/** What the words of a message say by themselves, whatever the conversation: read once for the texts of late. */
import * as courtesy from '../../reading/courtesy.ts';
import * as commands from '../../reading/global-words.ts';
import * as callingOff from '../../reading/wishes/calling-off.ts';
import * as details from '../../reading/wishes/details-told.ts';
import * as optingOut from '../../reading/wishes/opting-out.ts';
import * as personal from '../../reading/wishes/refusing-personal.ts';
import * as trouble from '../../reading/wishes/trouble.ts';
import * as person from '../../reading/wishes/wanting-person.ts';
import { remembered } from '../../understanding/remembered.ts';

export const courteous = remembered(courtesy.courteous);
export const globalWish = remembered(commands.globalWish);
export const partlyCallsOff = remembered(callingOff.partlyCallsOff);
export const tellsDetails = remembered(details.tellsDetails);
export const optsOut = remembered(optingOut.optsOut);
export const personalWish = remembered(personal.personalWish);
export const troubleIn = remembered(trouble.troubleIn);
export const wantsPerson = remembered(person.wantsPerson);
export const wantsNoPerson = remembered(person.wantsNoPerson);
