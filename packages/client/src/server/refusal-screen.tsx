import { toAppError } from "@steward/api";
import { headers } from "next/headers";
import { ForbiddenPage } from "../page/pages.tsx";
import { BeingRemovedPage, DisabledPage, SecondFactorPage, SuspendedPage } from "../page/refusal-pages.tsx";
import { proxyHeaders } from "../proxy/headers.ts";
import { signInPath } from "../settings/return-path.ts";
import { requireProfile } from "./access.ts";
import { api } from "./caller.ts";
import { getFrameFacts } from "./frame-facts.ts";

/**
 * The page for status 403. Next hands it nothing, so it asks once more why the organisation refuses; whoever does not
 * belong to it reads the same as where there is none.
 */
export async function RefusalScreen() {
  switch (await refusalOfTenant()) {
    case "tenant_second_factor_required":
      return <SecondFactorScreen />;
    case "tenant_suspended":
      return <SuspendedPage />;
    case "tenant_being_removed":
      return <BeingRemovedScreen />;
    case "member_disabled":
      return <DisabledPage />;
    default:
      return <ForbiddenPage />;
  }
}

async function refusalOfTenant(): Promise<string | null> {
  try {
    await api.org.tenant.current();
    return null;
  } catch (error) {
    return toAppError(error).reason;
  }
}

async function SecondFactorScreen() {
  const [{ path, settings }, { enabled }] = await Promise.all([getFrameFacts(), api.user.secondFactor.current()]);
  return (
    <SecondFactorPage
      hasSecondFactor={enabled}
      setUpHref={`${settings.webUrl}/account/second-factor?return=${encodeURIComponent(path)}`}
      signInHref={signInPath(path, "tenant_second_factor_required")}
    />
  );
}

async function BeingRemovedScreen() {
  const [{ closed }, requestHeaders] = await Promise.all([requireProfile(), headers()]);
  const slug = requestHeaders.get(proxyHeaders.tenant);
  const place = closed.find((organisation) => organisation.slug === slug);
  return place ? <BeingRemovedPage {...place} /> : <ForbiddenPage />;
}
