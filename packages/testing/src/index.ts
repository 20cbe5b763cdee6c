export { type Acting, type ActingContext, actingAs, actingScope } from "./acting.ts";
export { type ProbedSide, probeIsolation } from "./isolation-probe.ts";
export { type NameServer, startNameServer } from "./name-server.ts";
export { type Chance, randomInputs } from "./random-input.ts";
export { sampleInput, takesId } from "./sample-input.ts";
export { insertSampleRows, referencesTo, tenantFingerprint, tenantTableObjects } from "./sample-rows.ts";
export { createTwoTenants, type TestMember, type TestTenant, type TwoTenants } from "./two-tenants.ts";
export { zipOf } from "./zip.ts";
