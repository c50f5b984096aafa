/** A list of ids (or addresses that end in one): the answer to creating and listing notifications (recorded). */
export interface UriListDocument {
	uri?: string[];
}

export interface NotificationDocument {
	action?: { http?: { url?: string } };
	trigger?: object;
}
