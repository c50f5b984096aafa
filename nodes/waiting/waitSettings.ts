/** What of an input item matters to a wait. */
export interface JobValues {
	readonly jobId: string;
	readonly onFailedJob: 'error' | 'output';
}

/** How to wait, for all input items together. */
export interface WaitSettings {
	readonly way: 'here' | 'callBack' | 'once';
	readonly limitMinutes: number;
	readonly options: { readonly checkAgainMinutes?: number; readonly maxPauseSeconds: number };
}
