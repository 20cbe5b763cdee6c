DROP INDEX "messaging_message_unread";--> statement-breakpoint
ALTER TABLE "messaging_message" ADD COLUMN "notice" jsonb;--> statement-breakpoint
CREATE INDEX "messaging_message_unread" ON "messaging_message" USING btree ("tenant_id","conversation_id","seq","author_id") WHERE thread_root_id is null and removed_at is null and notice is null;