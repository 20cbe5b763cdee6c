import "./error/words.ts";

export { deviceName, isHandheld } from "./account/device-name.ts";
export { ApiProvider } from "./api/provider.tsx";
export { type ApiClient, type RouterInputs, type RouterOutputs, trpc } from "./api/react.ts";
export { Mark } from "./brand/mark.tsx";
export { useWhenBack } from "./connection/use-when-back.ts";
export { useLiveEvent, useSignal } from "./live/use-hearing.ts";
export { GlobalFailure } from "./page/global-failure.tsx";
export { FailurePage, NotFoundPage } from "./page/pages.tsx";
export { RestoreButton } from "./page/refusal-pages.tsx";
export { TenantFailurePage, TenantLoadingPage, TenantNotFoundPage } from "./page/tenant-pages.tsx";
export { OrganisationPicker } from "./picker/organisation-picker.tsx";
export { WaitingList, WaitingRow } from "./picker/waiting-list.tsx";
export { type ClientSettings, useSettings } from "./settings/client-settings.tsx";
export { returnPath, signInPath } from "./settings/return-path.ts";
export { tenantSite } from "./settings/tenant-href.ts";
export { TenantPathProvider, useHref, useTenantPathname, useTenantSlug } from "./settings/tenant-path.tsx";
export { signInWithPassword, signInWithTicket, signOut } from "./sign-in/browser-session.ts";
export { EntryFrame } from "./sign-in/entry-frame.tsx";
export { DemoMailHint, EntryNote } from "./sign-in/entry-note.tsx";
export { ResendMail } from "./sign-in/failure-alert.tsx";
export { ProviderButtons, type SignInProvider } from "./sign-in/provider-buttons.tsx";
export { type CurrentTenant, TenantContext, useMay, useTenant } from "./workspace/current-tenant.ts";
export { type Impersonation, ImpersonationBanner } from "./workspace/impersonation-banner.tsx";
export type { Module, ModuleCommand, ModulePage } from "./workspace/module.ts";
export { crumbsFor, navigationFor } from "./workspace/navigation.ts";
export { CrumbCollector, PageCrumb } from "./workspace/page-crumb.tsx";
export {
  type RecordSearch,
  Workspace,
  type WorkspaceOrganisation,
  type WorkspaceTenant,
} from "./workspace/workspace.tsx";
