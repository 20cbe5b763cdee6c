import { z } from "zod";
import { listInput } from "../kernel/list.ts";
import { mailTemplates } from "../kernel/mail.ts";

export const mailStates = ["queued", "sent", "kept", "failed"] as const;
export type MailState = (typeof mailStates)[number];

export const mailSortFields = ["createdAt"] as const;
export const mailFilter = z.object({ status: z.enum(mailStates), template: z.enum(mailTemplates), tenantId: z.uuid() });
/** `search` is part of the recipient's address. */
export const listMailInput = listInput(mailSortFields, mailFilter, "desc");
export type ListMailInput = z.infer<typeof listMailInput>;

export type OperatorMailReason = "mail.not_failed";
