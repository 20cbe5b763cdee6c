import type { EventDefinition } from "@steward/contracts";
import type { project } from "@steward/db/schema";
import type { z } from "zod";
import { emitMany, type ServiceContext } from "../kernel/index.ts";
import { audienceOf, audiencesOf } from "./place.ts";

/** `emit` for what happens in a project: nobody outside hears of what happens in a private one. */
export async function emitIn<Name extends string, Payload extends z.ZodType>(
  ctx: ServiceContext,
  place: Pick<typeof project.$inferSelect, "id" | "visibility">,
  event: EventDefinition<Name, Payload>,
  entityId: string,
  payload: z.input<Payload>,
): Promise<void> {
  await emitManyIn(ctx, place, event, [{ entityId, payload }]);
}

/** `emitIn` for bulk actions: one statement, however many records. */
export async function emitManyIn<Name extends string, Payload extends z.ZodType>(
  ctx: ServiceContext,
  place: Pick<typeof project.$inferSelect, "id" | "visibility">,
  event: EventDefinition<Name, Payload>,
  facts: readonly { readonly entityId: string; readonly payload: z.input<Payload> }[],
): Promise<void> {
  const audience = await audienceOf(ctx, place);
  await emitMany(ctx, event, audience ? facts.map((fact) => ({ ...fact, audience })) : facts);
}

/** `emitManyIn` for what happens in several projects at once. */
export async function emitAcross<Name extends string, Payload extends z.ZodType>(
  ctx: ServiceContext,
  event: EventDefinition<Name, Payload>,
  facts: readonly {
    readonly place: Pick<typeof project.$inferSelect, "id" | "visibility">;
    readonly entityId: string;
    readonly payload: z.input<Payload>;
  }[],
): Promise<void> {
  const audiences = await audiencesOf(
    ctx,
    facts.map(({ place }) => place),
  );
  const addressed = facts.map(({ place, ...fact }) => {
    const audience = audiences.get(place.id);
    return audience ? { ...fact, audience } : fact;
  });
  await emitMany(ctx, event, addressed);
}
