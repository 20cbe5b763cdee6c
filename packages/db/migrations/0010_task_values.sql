CREATE TABLE "projects_task_text" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"task_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb,
	"excerpt" text,
	CONSTRAINT "projects_task_text_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_task_text" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_task_value" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"task_id" uuid NOT NULL,
	"field_id" uuid NOT NULL,
	"text" text,
	"number" double precision,
	CONSTRAINT "projects_task_value_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "projects_task_value_one" CHECK (text is null or number is null)
);
--> statement-breakpoint
ALTER TABLE "projects_task_value" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "projects_task_text" ADD CONSTRAINT "projects_task_text_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_text" ADD CONSTRAINT "projects_task_text_tenant_id_task_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_value" ADD CONSTRAINT "projects_task_value_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_value" ADD CONSTRAINT "projects_task_value_tenant_id_task_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_value" ADD CONSTRAINT "projects_task_value_tenant_id_field_id_projects_custom_field_tenant_id_id_fk" FOREIGN KEY ("tenant_id","field_id") REFERENCES "public"."projects_custom_field"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "projects_task_text_version" ON "projects_task_text" USING btree ("tenant_id","task_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_task_value_pair" ON "projects_task_value" USING btree ("tenant_id","task_id","field_id");--> statement-breakpoint
CREATE INDEX "projects_task_value_text" ON "projects_task_value" USING btree ("tenant_id","field_id","text","task_id");--> statement-breakpoint
CREATE INDEX "projects_task_value_number" ON "projects_task_value" USING btree ("tenant_id","field_id","number","task_id");--> statement-breakpoint
CREATE INDEX "approvals_request_waiting" ON "approvals_request" USING btree ("tenant_id","created_at","id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "approvals_request_waiting_due" ON "approvals_request" USING btree ("tenant_id","due_at","id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "time_timesheet_created" ON "time_timesheet" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE POLICY "projects_task_text_tenant" ON "projects_task_text" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_task_value_tenant" ON "projects_task_value" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
-- What tasks said in their project's own fields before this was written out for lists.
INSERT INTO "projects_task_value" ("tenant_id", "id", "task_id", "field_id", "text", "number")
SELECT t."tenant_id", gen_random_uuid(), t."id", f."id",
  CASE WHEN jsonb_typeof(said."value") <> 'number' THEN left(said."value" #>> '{}', 200) END,
  CASE WHEN jsonb_typeof(said."value") = 'number' THEN (said."value" #>> '{}')::double precision END
FROM "projects_task" t
CROSS JOIN LATERAL jsonb_each(t."custom_fields") AS said("field", "value")
JOIN "projects_custom_field" f ON f."tenant_id" = t."tenant_id" AND f."id"::text = said."field"
WHERE jsonb_typeof(said."value") <> 'null' AND said."value" <> '""';
