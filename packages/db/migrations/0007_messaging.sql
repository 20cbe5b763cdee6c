CREATE TABLE "messaging_conversation" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"visibility" text DEFAULT 'private' NOT NULL,
	"name" text collate "und-x-icu",
	"topic" text,
	"direct_key" text,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_activity_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "messaging_conversation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "messaging_conversation_direct" CHECK ((kind = 'direct') = (direct_key is not null))
);
--> statement-breakpoint
ALTER TABLE "messaging_conversation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging_conversation_member" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"last_read_seq" integer DEFAULT 0 NOT NULL,
	"is_muted" boolean DEFAULT false NOT NULL,
	"is_starred" boolean DEFAULT false NOT NULL,
	"hidden_at_seq" integer,
	CONSTRAINT "messaging_conversation_member_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "messaging_conversation_member_place" UNIQUE("tenant_id","conversation_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "messaging_conversation_member" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging_draft" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"thread_root_id" uuid,
	"content" jsonb NOT NULL,
	"text" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messaging_draft_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "messaging_draft_one" UNIQUE NULLS NOT DISTINCT("tenant_id","conversation_id","member_id","thread_root_id")
);
--> statement-breakpoint
ALTER TABLE "messaging_draft" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging_mention" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"message_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "messaging_mention_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "messaging_mention" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging_message" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"author_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"client_digest" "bytea" NOT NULL,
	"content" jsonb,
	"text" text DEFAULT '' NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	"reply_to_id" uuid,
	"thread_root_id" uuid,
	"reply_count" integer DEFAULT 0 NOT NULL,
	"last_reply_seq" integer,
	"last_reply_at" timestamp with time zone,
	"pinned_at" timestamp with time zone,
	"edited_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "messaging_message_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "messaging_message" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging_message_file" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"message_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "messaging_message_file_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "messaging_message_file" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging_message_revision" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"message_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messaging_message_revision_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "messaging_message_revision" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging_reaction" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"message_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"emoji" text NOT NULL,
	CONSTRAINT "messaging_reaction_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "messaging_reaction" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging_presence" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"member_id" uuid NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messaging_presence_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "messaging_presence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging_thread_member" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"thread_root_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"last_read_seq" integer DEFAULT 0 NOT NULL,
	"is_followed" boolean DEFAULT true NOT NULL,
	CONSTRAINT "messaging_thread_member_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "messaging_thread_member" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messaging_conversation" ADD CONSTRAINT "messaging_conversation_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_conversation_member" ADD CONSTRAINT "messaging_conversation_member_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_conversation_member" ADD CONSTRAINT "messaging_conversation_member_tenant_id_conversation_id_messaging_conversation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."messaging_conversation"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_conversation_member" ADD CONSTRAINT "messaging_conversation_member_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_draft" ADD CONSTRAINT "messaging_draft_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_draft" ADD CONSTRAINT "messaging_draft_place" FOREIGN KEY ("tenant_id","conversation_id","member_id") REFERENCES "public"."messaging_conversation_member"("tenant_id","conversation_id","member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_draft" ADD CONSTRAINT "messaging_draft_tenant_id_thread_root_id_messaging_message_tenant_id_id_fk" FOREIGN KEY ("tenant_id","thread_root_id") REFERENCES "public"."messaging_message"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_mention" ADD CONSTRAINT "messaging_mention_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_mention" ADD CONSTRAINT "messaging_mention_tenant_id_message_id_messaging_message_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messaging_message"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_mention" ADD CONSTRAINT "messaging_mention_tenant_id_conversation_id_messaging_conversation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."messaging_conversation"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_mention" ADD CONSTRAINT "messaging_mention_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message" ADD CONSTRAINT "messaging_message_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message" ADD CONSTRAINT "messaging_message_tenant_id_conversation_id_messaging_conversation_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."messaging_conversation"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message" ADD CONSTRAINT "messaging_message_tenant_id_author_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","author_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message" ADD CONSTRAINT "messaging_message_tenant_id_reply_to_id_messaging_message_tenant_id_id_fk" FOREIGN KEY ("tenant_id","reply_to_id") REFERENCES "public"."messaging_message"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message" ADD CONSTRAINT "messaging_message_tenant_id_thread_root_id_messaging_message_tenant_id_id_fk" FOREIGN KEY ("tenant_id","thread_root_id") REFERENCES "public"."messaging_message"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message_file" ADD CONSTRAINT "messaging_message_file_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message_file" ADD CONSTRAINT "messaging_message_file_tenant_id_message_id_messaging_message_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messaging_message"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message_file" ADD CONSTRAINT "messaging_message_file_tenant_id_file_id_files_file_tenant_id_id_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files_file"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message_revision" ADD CONSTRAINT "messaging_message_revision_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_message_revision" ADD CONSTRAINT "messaging_message_revision_tenant_id_message_id_messaging_message_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messaging_message"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_reaction" ADD CONSTRAINT "messaging_reaction_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_reaction" ADD CONSTRAINT "messaging_reaction_tenant_id_message_id_messaging_message_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messaging_message"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_reaction" ADD CONSTRAINT "messaging_reaction_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_presence" ADD CONSTRAINT "messaging_presence_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_presence" ADD CONSTRAINT "messaging_presence_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_thread_member" ADD CONSTRAINT "messaging_thread_member_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_thread_member" ADD CONSTRAINT "messaging_thread_member_tenant_id_thread_root_id_messaging_message_tenant_id_id_fk" FOREIGN KEY ("tenant_id","thread_root_id") REFERENCES "public"."messaging_message"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging_thread_member" ADD CONSTRAINT "messaging_thread_member_place" FOREIGN KEY ("tenant_id","conversation_id","member_id") REFERENCES "public"."messaging_conversation_member"("tenant_id","conversation_id","member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_conversation_direct_key" ON "messaging_conversation" USING btree ("tenant_id","direct_key") WHERE direct_key is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_conversation_channel_name" ON "messaging_conversation" USING btree ("tenant_id",lower("name")) WHERE visibility = 'public' and archived_at is null;--> statement-breakpoint
CREATE INDEX "messaging_conversation_browse" ON "messaging_conversation" USING btree ("tenant_id","name","id") WHERE visibility = 'public' and archived_at is null;--> statement-breakpoint
CREATE INDEX "messaging_conversation_member_member" ON "messaging_conversation_member" USING btree ("tenant_id","member_id","conversation_id");--> statement-breakpoint
CREATE INDEX "messaging_draft_member" ON "messaging_draft" USING btree ("tenant_id","member_id","updated_at");--> statement-breakpoint
CREATE INDEX "messaging_draft_thread" ON "messaging_draft" USING btree ("tenant_id","thread_root_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_mention_one" ON "messaging_mention" USING btree ("tenant_id","message_id","member_id");--> statement-breakpoint
CREATE INDEX "messaging_mention_member" ON "messaging_mention" USING btree ("tenant_id","member_id","conversation_id","seq");--> statement-breakpoint
CREATE INDEX "messaging_mention_conversation" ON "messaging_mention" USING btree ("tenant_id","conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_message_seq" ON "messaging_message" USING btree ("tenant_id","conversation_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_message_client" ON "messaging_message" USING btree ("tenant_id","author_id","client_id");--> statement-breakpoint
CREATE INDEX "messaging_message_stream" ON "messaging_message" USING btree ("tenant_id","conversation_id","seq") WHERE thread_root_id is null;--> statement-breakpoint
CREATE INDEX "messaging_message_thread" ON "messaging_message" USING btree ("tenant_id","thread_root_id","seq") WHERE thread_root_id is not null;--> statement-breakpoint
CREATE INDEX "messaging_message_unread" ON "messaging_message" USING btree ("tenant_id","conversation_id","seq","author_id") WHERE thread_root_id is null and removed_at is null;--> statement-breakpoint
CREATE INDEX "messaging_message_day" ON "messaging_message" USING btree ("tenant_id","conversation_id","created_at");--> statement-breakpoint
CREATE INDEX "messaging_message_pinned" ON "messaging_message" USING btree ("tenant_id","conversation_id","pinned_at") WHERE pinned_at is not null;--> statement-breakpoint
CREATE INDEX "messaging_message_reply" ON "messaging_message" USING btree ("tenant_id","reply_to_id");--> statement-breakpoint
CREATE INDEX "messaging_message_search" ON "messaging_message" USING gin ("tenant_id","conversation_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_message_file_one" ON "messaging_message_file" USING btree ("tenant_id","message_id","file_id");--> statement-breakpoint
CREATE INDEX "messaging_message_file_file" ON "messaging_message_file" USING btree ("tenant_id","file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_message_revision_version" ON "messaging_message_revision" USING btree ("tenant_id","message_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_reaction_one" ON "messaging_reaction" USING btree ("tenant_id","message_id","emoji","member_id");--> statement-breakpoint
CREATE INDEX "messaging_reaction_member" ON "messaging_reaction" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_presence_member" ON "messaging_presence" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messaging_thread_member_one" ON "messaging_thread_member" USING btree ("tenant_id","thread_root_id","member_id");--> statement-breakpoint
CREATE INDEX "messaging_thread_member_conversation" ON "messaging_thread_member" USING btree ("tenant_id","conversation_id","member_id");--> statement-breakpoint
CREATE INDEX "messaging_thread_member_member" ON "messaging_thread_member" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE POLICY "messaging_conversation_tenant" ON "messaging_conversation" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messaging_conversation_member_tenant" ON "messaging_conversation_member" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messaging_draft_tenant" ON "messaging_draft" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messaging_mention_tenant" ON "messaging_mention" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messaging_message_tenant" ON "messaging_message" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messaging_message_file_tenant" ON "messaging_message_file" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messaging_message_revision_tenant" ON "messaging_message_revision" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messaging_reaction_tenant" ON "messaging_reaction" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messaging_presence_tenant" ON "messaging_presence" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messaging_thread_member_tenant" ON "messaging_thread_member" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));