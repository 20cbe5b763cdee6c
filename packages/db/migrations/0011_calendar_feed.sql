CREATE TABLE "projects_calendar_feed" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"member_id" uuid NOT NULL,
	"project_id" uuid,
	"generation" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "projects_calendar_feed_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "projects_calendar_feed_place" UNIQUE NULLS NOT DISTINCT("tenant_id","member_id","project_id")
);
--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ADD CONSTRAINT "projects_calendar_feed_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ADD CONSTRAINT "projects_calendar_feed_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ADD CONSTRAINT "projects_calendar_feed_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "projects_calendar_feed_project" ON "projects_calendar_feed" USING btree ("tenant_id","project_id");--> statement-breakpoint
CREATE POLICY "projects_calendar_feed_tenant" ON "projects_calendar_feed" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));