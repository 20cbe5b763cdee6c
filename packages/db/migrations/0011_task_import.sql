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
CREATE TABLE "projects_import" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"format" text NOT NULL,
	"file_name" text NOT NULL,
	"headers" text[] NOT NULL,
	"mapping" jsonb NOT NULL,
	"options" jsonb NOT NULL,
	"notices" jsonb NOT NULL,
	"status" text DEFAULT 'staged' NOT NULL,
	"row_count" integer NOT NULL,
	"created_count" integer DEFAULT 0 NOT NULL,
	"skipped_count" integer DEFAULT 0 NOT NULL,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"label_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failure" text,
	"member_id" uuid NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"stop_requested_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "projects_import_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_import" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_import_row" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"content" jsonb NOT NULL,
	"status" text DEFAULT 'staged' NOT NULL,
	"reasons" text[],
	"task_id" uuid,
	"outcome" text,
	"outcome_reason" text,
	CONSTRAINT "projects_import_row_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_import_row" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ADD CONSTRAINT "projects_calendar_feed_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ADD CONSTRAINT "projects_calendar_feed_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ADD CONSTRAINT "projects_calendar_feed_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import" ADD CONSTRAINT "projects_import_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import" ADD CONSTRAINT "projects_import_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import" ADD CONSTRAINT "projects_import_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import_row" ADD CONSTRAINT "projects_import_row_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import_row" ADD CONSTRAINT "projects_import_row_tenant_id_import_id_projects_import_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."projects_import"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "projects_calendar_feed_project" ON "projects_calendar_feed" USING btree ("tenant_id","project_id");--> statement-breakpoint
CREATE INDEX "projects_import_created" ON "projects_import" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "projects_import_project" ON "projects_import" USING btree ("tenant_id","project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "projects_import_member" ON "projects_import" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_import_row_line" ON "projects_import_row" USING btree ("tenant_id","import_id","line");--> statement-breakpoint
CREATE INDEX "projects_import_row_status" ON "projects_import_row" USING btree ("tenant_id","import_id","status","line");--> statement-breakpoint
CREATE INDEX "projects_import_row_task" ON "projects_import_row" USING btree ("tenant_id","task_id");--> statement-breakpoint
CREATE POLICY "projects_calendar_feed_tenant" ON "projects_calendar_feed" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_import_tenant" ON "projects_import" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_import_row_tenant" ON "projects_import_row" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));