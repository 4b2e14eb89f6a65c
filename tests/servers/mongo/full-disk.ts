/** Answers in the place of a MongoDB whose disk is full: reads pass, inserts and updates are refused (OP_MSG, code 14031 OutOfDiskSpace). */
import mongoose from 'mongoose';
import { z } from 'zod';

const { BSON } = mongoose.mongo;
const opMsg = 2_013;
const outOfDiskSpace = { code: 14_031, codeName: 'OutOfDiskSpace', errmsg: 'available disk space of 0 bytes is less than required minimum' };
const refused = z.object({ insert: z.string().optional(), update: z.string().optional(), findAndModify: z.string().optional() });

/** For one connection: cuts what comes in into messages and divides them into those that go on and the answers to the others. */
export function fullDisk(): (piece: Buffer) => { on: Buffer; back: Buffer } {
  let rest = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const on: Buffer[] = [];
    const back: Buffer[] = [];
    while (rest.length >= 16 && rest.length >= rest.readInt32LE(0)) {
      const message = rest.subarray(0, rest.readInt32LE(0));
      rest = rest.subarray(message.length);
      const command =
        message.readInt32LE(12) === opMsg && message[20] === 0 ? refused.parse(BSON.deserialize(message.subarray(21, 21 + message.readInt32LE(21)))) : {};
      if (Object.values(command).every((name) => name === undefined)) on.push(message);
      else back.push(answerTo(message, command.insert === undefined));
    }
    return { on: Buffer.concat(on), back: Buffer.concat(back) };
  };
}

/** As a whole, or by its first statement: servers do both. */
function answerTo(message: Buffer, whole: boolean): Buffer {
  const body = BSON.serialize(whole ? { ok: 0, ...outOfDiskSpace } : { ok: 1, n: 0, writeErrors: [{ index: 0, ...outOfDiskSpace }] });
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(opMsg, 12);
  return Buffer.concat([head, body]);
}
