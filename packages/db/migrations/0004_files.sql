CREATE TABLE "files_file" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"status" text DEFAULT 'reserved' NOT NULL,
	"size_bytes" bigint NOT NULL,
	"type" text NOT NULL,
	"sha256" text,
	"upload_id" text NOT NULL,
	"part_size_bytes" integer NOT NULL,
	"address" text,
	"entity_id" uuid,
	"member_id" uuid NOT NULL,
	"rejection" text,
	"processing" text DEFAULT 'none' NOT NULL,
	"progress_percent" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"has_thumbnail" boolean DEFAULT false NOT NULL,
	"uploaded_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "files_file_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "files_file" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "files_file_text" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"file_id" uuid NOT NULL,
	"content" text NOT NULL,
	"truncated" boolean DEFAULT false NOT NULL,
	CONSTRAINT "files_file_text_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "files_file_text" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "files_file" ADD CONSTRAINT "files_file_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files_file" ADD CONSTRAINT "files_file_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files_file_text" ADD CONSTRAINT "files_file_text_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files_file_text" ADD CONSTRAINT "files_file_text_tenant_id_file_id_files_file_tenant_id_id_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files_file"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_file_record" ON "files_file" USING btree ("tenant_id","address","entity_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "files_file_member" ON "files_file" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "files_file_usage" ON "files_file" USING btree ("tenant_id","status","size_bytes") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "files_file_deleted" ON "files_file" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "files_file_waiting" ON "files_file" USING btree ("created_at") WHERE status <> 'attached';--> statement-breakpoint
CREATE UNIQUE INDEX "files_file_text_file" ON "files_file_text" USING btree ("tenant_id","file_id");--> statement-breakpoint
CREATE POLICY "files_file_tenant" ON "files_file" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "files_file_system" ON "files_file" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "files_file_text_tenant" ON "files_file_text" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));