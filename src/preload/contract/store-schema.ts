/**
 * Version of the store's tables that this app writes and the newest it reads. Main refuses an archive of a newer one
 * before the page could open it.
 */
export const STORE_SCHEMA = 6;
