/** Whether only programs on the same machine can reach this http(s) address. */
export const isLocal = (url: string): boolean => /^https?:\/\/(localhost|127\.|\[::1\])/.test(url);
