import { isSameRevision } from '../../../../vidicore/items/revision';

// VidiCore lists all change sets, in no order.
test.each([
	['VX-190,VX-189,VX-192', 'VX-192,VX-190,VX-189', true],
	['VX-190, VX-189', 'VX-189,VX-190', true],
	['VX-190', 'VX-190', true],
	['VX-190,VX-189', 'VX-190,VX-189,VX-193', false],
	['VX-190,VX-189,VX-193', 'VX-190,VX-189', false],
	['VX-190,VX-189', 'VX-190,VX-191', false],
	['VX-190', undefined, false],
	[undefined, undefined, true],
])('%s and %s: %s', (one, other, same) => {
	expect(isSameRevision(one, other)).toBe(same);
});
