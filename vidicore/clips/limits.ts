/**
 * How many segments one conform is asked for. VidiCore names no limit (inferred): each segment is a source that its
 * transcoder opens, a part of one request, which stays under 150 kB with so many, and of a job that fails as a whole.
 */
export const mostClips = 500;
