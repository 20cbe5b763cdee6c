ALTER TABLE "member" ADD COLUMN "shut_out_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "approvals_step_permission" ON "approvals_step" USING btree ("tenant_id","permission","request_id");--> statement-breakpoint
CREATE INDEX "projects_task_all_start" ON "projects_task" USING btree ("tenant_id","start_on","due_on","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_all_long" ON "projects_task" USING btree ("tenant_id","due_on","start_on","id") WHERE deleted_at is null and due_on - start_on > 62;--> statement-breakpoint
-- Whom an operator had shut out before their organisations could tell.
UPDATE "member" SET "shut_out_at" = u."disabled_at" FROM "user" u WHERE u."id" = "member"."user_id" AND u."disabled_at" IS NOT NULL;
