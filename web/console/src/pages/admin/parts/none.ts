/** The value of the item that stands for choosing nothing: a list refuses an empty one. No id and no code is written so. */
export const none = '-'
export const orNull = (chosen: unknown): string | null => (typeof chosen === 'string' && chosen !== none && chosen !== '' ? chosen : null)
