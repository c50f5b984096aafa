import type { IDataObject } from 'n8n-workflow';

/** What n8n's HTTP helper gives with `returnFullResponse`. */
export interface FullResponse {
	statusCode: number;
	headers?: IDataObject;
	body: unknown;
}

export function lowerCase(headers: IDataObject): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
