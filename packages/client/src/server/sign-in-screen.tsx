import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { ApiProvider } from "../api/provider.tsx";
import { returnPath, signInAgainReasons } from "../settings/return-path.ts";
import { EntryFrame } from "../sign-in/entry-frame.tsx";
import { SignInForm } from "../sign-in/sign-in-form.tsx";
import { isSignedIn } from "./access.ts";
import { getFrameFacts } from "./frame-facts.ts";
import { getSignInProviders } from "./providers.ts";

interface SignInScreenProps {
  product: string;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The page at `/sign-in`; whoever is signed in already goes straight to where they wanted. */
export async function SignInScreen({ product, searchParams }: SignInScreenProps) {
  const query = await searchParams;
  const ticket = single(query.ticket) ?? null;
  const returnTo = returnPath(single(query.return) ?? (ticket === null ? undefined : await wantedOfProvider()));
  const reason = single(query.error) ?? null;
  if (!signInAgainReasons.has(reason ?? "") && (await isSignedIn())) redirect(returnTo);
  const { settings } = await getFrameFacts();
  return (
    <EntryFrame title={`Sign in to ${product}`} subtitle="Use the e-mail address your organisation knows you by.">
      <ApiProvider tenant={null}>
        <SignInForm
          returnTo={returnTo}
          reason={reason}
          ticket={ticket}
          providers={getSignInProviders()}
          signUpHref={`${settings.webUrl}/sign-up`}
          forgotHref={`${settings.webUrl}/forgot-password`}
          demo={settings.demo}
        />
      </ApiProvider>
    </EntryFrame>
  );
}

/** Where somebody wanted to go who left for a provider: next-auth keeps it while they are away. */
async function wantedOfProvider(): Promise<string | undefined> {
  const kept = (await cookies()).getAll().find(({ name }) => name.endsWith("next-auth.callback-url"))?.value;
  const address = kept === undefined ? null : URL.parse(kept, "http://site.invalid");
  return address ? address.pathname + address.search : undefined;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
