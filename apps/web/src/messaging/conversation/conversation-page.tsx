"use client";

import { PageCrumb } from "@steward/client";
import { idSchema } from "@steward/contracts";
import { ErrorState, LoadingState, toProblem } from "@steward/ui";
import { useSearchParams } from "next/navigation";
import { trpc } from "../../trpc/client.tsx";
import { useOwnHands } from "../frame/use-own-hands.ts";
import classes from "./conversation.module.css";
import { ConversationView } from "./conversation-view.tsx";
import { GoneConversation } from "./gone-conversation.tsx";

/** One conversation, with all that is said in it. Its address may name a message (`at`) or a thread to show. */
export function ConversationPage({ id }: { id: string }) {
  const address = useSearchParams();
  const seq = Number(address.get("at"));
  const at = Number.isInteger(seq) && seq > 0 ? seq : null;
  const thread = idSchema.safeParse(address.get("thread")).data ?? null;
  const { data: conversation, isPending, error, refetch } = trpc.messaging.conversation.byId.useQuery({ id });
  const isOwn = useOwnHands();
  // Anything else that fails leaves what is there: it is asked again by itself.
  const isGone = error !== null && toProblem(error).code === "NOT_FOUND";
  return (
    <section className={classes.page} aria-label={conversation?.title ?? "Conversation"}>
      {isPending ? <LoadingState label="Loading the conversation" /> : null}
      {isGone ? <GoneConversation id={id} /> : null}
      {error && !isGone && !conversation ? <ErrorState error={error} onRetry={refetch} /> : null}
      {conversation && !isGone ? (
        <>
          <PageCrumb label={conversation.title} />
          <ConversationView
            key={id}
            // Whoever acts as a member looks in as somebody who is not in it: nothing is read, written or left for them.
            conversation={isOwn ? conversation : { ...conversation, role: null }}
            at={at}
            thread={thread}
          />
        </>
      ) : null}
    </section>
  );
}
