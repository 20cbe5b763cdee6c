import { redirect } from "next/navigation";
import { returnPath } from "../settings/return-path.ts";
import { SignInForm } from "../sign-in/sign-in-form.tsx";
import { SignInFrame } from "../sign-in/sign-in-frame.tsx";
import { isSignedIn } from "./access.ts";
import { getFrameFacts } from "./frame-facts.ts";

interface SignInScreenProps {
  product: string;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The page at `/sign-in`; whoever is signed in already goes straight to where they wanted. */
export async function SignInScreen({ product, searchParams }: SignInScreenProps) {
  const query = await searchParams;
  const returnTo = returnPath(single(query.return));
  if (await isSignedIn()) redirect(returnTo);
  const { settings } = await getFrameFacts();
  return (
    <SignInFrame product={product}>
      <SignInForm returnTo={returnTo} reason={single(query.error) ?? null} demo={settings.demo} />
    </SignInFrame>
  );
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
