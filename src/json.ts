/** Values as JSON has them: what flows hold, and what goes between parts of the program. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Vars = Record<string, Json>;
