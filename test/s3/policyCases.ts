import { accessCases } from './cases/access';
import { faultCases } from './cases/faults';
import { lookingCases } from './cases/looking';
import { nameCases } from './cases/names';
import { obstacleCases } from './cases/obstacles';
import { togetherCases } from './cases/together';
import { wholeWayCases } from './cases/wholeWay';
import { usePolicyServer } from './policyWorld';

/** The suite of policy cases; the same for every S3 server, but for the differences that are listed with the server. */
export function policyCases(name: string): void {
	const at = usePolicyServer(name);
	accessCases(at);
	nameCases(at);
	obstacleCases(at);
	faultCases(at);
	lookingCases(at);
	togetherCases(at);
	wholeWayCases(at);
}
