import type { MediaTools } from '../faceservice/real/programs';

/** How files come into the archive, where it differs from VidiCore's own way. */
export interface Intake {
	/** With these files are looked into; without, what is in a video is told by its name. */
	tools?: MediaTools;
	/** The folder in which `file:` addresses may lie. */
	folder?: string;
	/** Puts a file of this machine into a bucket without copying it. */
	putFile?(bucket: string, key: string, path: string): void;
	/** For so many of VidiCore's seconds a file that has come onto a storage counts as still being written. */
	openSeconds?: number;
}
