// What a node sends and the emulator does not know fails the test: when the world is closed, see tools/emulator/index.ts.
// Tests that send such things on purpose open their world with the reason: `strict: { notBecause: … }`.
process.env.VIDICORE_EMULATOR ??= 'strict';
