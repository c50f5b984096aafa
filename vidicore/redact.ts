/**
 * Takes keys out of text before anybody can read it. VidiCore hands out resources with the key inside the address:
 * `s3://KEY:SECRET@bucket/`, `vidinet://uuid:KEY@uuid` (documented), and whether it masks them is not known.
 */

// In s3: and vidinet: addresses a key may hold an unencoded slash, so everything up to the last @ goes.
const userInfo = /((?:s3|vidinet):\/\/)[^\s"'<>]*@|([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@/gi;
const secretParameter = /([?&;](?:[\w-]*(?:secret|token|password|signature|key)[\w-]*)=)[^&#\s"'<>]+/gi;

/** The same text with the user-info part of every address replaced by `***` and secret-looking query values too. */
export function redact(text: string): string {
	return text.replace(userInfo, '$1$2***@').replace(secretParameter, '$1***');
}

/** An address without user-info: `s3://KEY:SECRET@bucket/folder/` → `s3://bucket/folder/`. */
export function withoutUserInfo(uri: string): string {
	return uri.replace(userInfo, '$1$2').replace(secretParameter, '$1***');
}
