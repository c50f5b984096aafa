/** In which rows faces come out. */
export const faceOutputs = [
	{
		name: 'One Item per Appearance',
		value: 'appearances',
		description: 'Person, start, end, time codes and confidence',
	},
	{
		name: 'One Item per Person',
		value: 'people',
		description: 'With the total of seconds and the number of appearances',
	},
	{
		name: 'One Item per Time Together',
		value: 'together',
		description: 'When several people are seen at once: those of the filter "Persons", or anybody with anybody',
	},
	{
		name: 'One Item per Video',
		value: 'videos',
		description: 'With the list of people and the list of appearances',
	},
] as const;
