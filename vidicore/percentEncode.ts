/**
 * A text percent-encoded as part of an address. Half a character (a lone surrogate) cannot be encoded; it becomes the
 * sign for what cannot be read, as browsers do it.
 */
export const percentEncode = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
