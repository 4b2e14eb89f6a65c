import type { Role } from '../shapes.ts';
import type { Words } from '../words-en.ts';

export const roleName = (role: Role, t: Words): string => ({ owner: t.roleOwner, editor: t.roleEditor, agent: t.roleAgent })[role];
export const roleIs = (role: Role, t: Words): string => ({ owner: t.roleOwnerIs, editor: t.roleEditorIs, agent: t.roleAgentIs })[role];
