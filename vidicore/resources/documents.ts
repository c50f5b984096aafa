/** ResourceDocument as VidiCore's JSON gives it. The addresses in it carry keys: never hand one on as it is. */
export interface ResourceDocument {
	id?: string;
	state?: string;
	callback?: { uri?: string };
	vidinet?: { url?: string; name?: string; endpoint?: string; type?: string; state?: string };
}

export interface ResourceListDocument {
	resource?: ResourceDocument[];
}
