/** What a text means, without a model: which FAQ entry it asks for, its language, its mood. Pure, and fast enough for every message. */
export { maybe, sure } from './calibration.ts';
export { language } from './language.ts';
export { type Entry, type Matcher, type Ranked, train, training } from './matcher.ts';
export { anger, angryFrom, runningAnger } from './mood.ts';
export { learningMoods } from './mood-model.ts';
