import { ApiProvider } from "@steward/client";
import { answerOf, api, getSignInProviders, isSignedIn } from "@steward/client/server";
import type { Metadata } from "next";
import { IncompleteLink } from "../../account/entry/incomplete-link.tsx";
import { Invitation, InvitationRefused } from "../../account/entry/invitation.tsx";
import { type PageQuery, queryValue } from "../query.ts";

export const metadata: Metadata = { title: "Invitation" };

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const token = await queryValue(searchParams, "token");
  if (!token) return <IncompleteLink />;
  const [answer, person] = await Promise.all([
    answerOf(() => api.auth.invitation.preview({ token })),
    isSignedIn().then((signedIn) => (signedIn ? api.user.me() : null)),
  ]);
  return (
    <ApiProvider tenant={null}>
      {"refusal" in answer ? (
        <InvitationRefused reason={answer.refusal} />
      ) : (
        <Invitation token={token} invitation={answer.value} person={person} providers={getSignInProviders()} />
      )}
    </ApiProvider>
  );
}
