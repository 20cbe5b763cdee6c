export { answerOf, isSignedIn, requireProfile, requireRecord, requireTenant, tenantLink } from "./access.ts";
export { authRoute } from "./auth-route.ts";
export { api, HydrateClient } from "./caller.ts";
export { getFrameFacts } from "./frame-facts.ts";
export { liveRoute, readyRoute } from "./health-routes.ts";
export { getSignInProviders } from "./providers.ts";
export { RefusalScreen } from "./refusal-screen.tsx";
export { RootFrame } from "./root-frame.tsx";
export { SignInScreen } from "./sign-in-screen.tsx";
