export { type Attack, attack, callInAnothersName, isForOwnHands } from "./attack.ts";
export { type Attacker, recruitAttackers } from "./attackers.ts";
export { type Crossing, crossTenants } from "./crossing.ts";
export { createHarness, type Harness, outcome, password } from "./harness.ts";
export { call, procedures } from "./procedures.ts";
export { type Recruit, recruit } from "./recruit.ts";
