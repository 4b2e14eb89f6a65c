/** Name of the database file inside DATA_DIR. */
export const databaseFile = 'zhanggui.db';
