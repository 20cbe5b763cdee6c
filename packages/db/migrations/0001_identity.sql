CREATE TABLE "linked_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "linked_account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "recovery_code" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "second_factor" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"sealed_secret" text NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "second_factor" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "security_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"user_id" uuid,
	"actor_id" uuid,
	"tenant_id" uuid,
	"client_address" text,
	"user_agent" text,
	"request_id" text NOT NULL,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "security_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"session_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "user_token_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "user_token" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mail_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tenant_id" uuid,
	"recipient" text NOT NULL,
	"template" text NOT NULL,
	"props" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"subject" text,
	"html" text,
	"text" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "mail_message" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "rate_limit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_key" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"member_id" uuid NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_key_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "api_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "custom_role" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"permissions" text[] NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "custom_role_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "custom_role" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "division" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"parent_id" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "division_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "division" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "division_member" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"division_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "division_member_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "division_member" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitation" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"custom_role_id" uuid,
	"token_hash" text NOT NULL,
	"invited_by_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by_id" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "refresh_token" ADD COLUMN "used_by" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "method" text DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "second_factor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "client_address" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "last_seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "impersonator_id" uuid;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "impersonation_reason" text;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "email_verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "impersonator_name" text;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "procedure" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "client_address" text;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "user_agent" text;--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "custom_role_id" uuid;--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "purge_after" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "custom_domain" text;--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "custom_domain_token" text;--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "custom_domain_verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "require_second_factor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "max_session_hours" integer;--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "allowed_email_domains" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "linked_account" ADD CONSTRAINT "linked_account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_token" ADD CONSTRAINT "user_token_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_role" ADD CONSTRAINT "custom_role_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division" ADD CONSTRAINT "division_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division" ADD CONSTRAINT "division_tenant_id_parent_id_division_tenant_id_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."division"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_member" ADD CONSTRAINT "division_member_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_member" ADD CONSTRAINT "division_member_tenant_id_division_id_division_tenant_id_id_fk" FOREIGN KEY ("tenant_id","division_id") REFERENCES "public"."division"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "division_member" ADD CONSTRAINT "division_member_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_invited_by_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","invited_by_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_accepted_by_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","accepted_by_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_custom_role_id_custom_role_tenant_id_id_fk" FOREIGN KEY ("tenant_id","custom_role_id") REFERENCES "public"."custom_role"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "linked_account_subject" ON "linked_account" USING btree ("provider","subject");--> statement-breakpoint
CREATE INDEX "linked_account_user" ON "linked_account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "recovery_code_user" ON "recovery_code" USING btree ("user_id","code_hash");--> statement-breakpoint
CREATE INDEX "security_event_user" ON "security_event" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "security_event_name" ON "security_event" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "security_event_tenant" ON "security_event" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "user_token_user" ON "user_token" USING btree ("user_id","purpose");--> statement-breakpoint
CREATE INDEX "user_token_expiry" ON "user_token" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "mail_message_queue" ON "mail_message" USING btree ("next_attempt_at") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "mail_message_tenant" ON "mail_message" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "rate_limit_expire" ON "rate_limit" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "api_key_member" ON "api_key" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_hash" ON "api_key" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "api_key_created" ON "api_key" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "api_key_name" ON "api_key" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "custom_role_name" ON "custom_role" USING btree ("tenant_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "division_name" ON "division" USING btree ("tenant_id",coalesce("parent_id", '00000000-0000-0000-0000-000000000000'),lower("name"));--> statement-breakpoint
CREATE INDEX "division_parent" ON "division" USING btree ("tenant_id","parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "division_member_pair" ON "division_member" USING btree ("tenant_id","division_id","member_id");--> statement-breakpoint
CREATE INDEX "division_member_member" ON "division_member" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "invitation_invited_by" ON "invitation" USING btree ("tenant_id","invited_by_id");--> statement-breakpoint
CREATE INDEX "invitation_accepted_by" ON "invitation" USING btree ("tenant_id","accepted_by_id");--> statement-breakpoint
CREATE INDEX "invitation_custom_role" ON "invitation" USING btree ("tenant_id","custom_role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_token" ON "invitation" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_pending" ON "invitation" USING btree ("tenant_id",lower("email")) WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE INDEX "invitation_created" ON "invitation" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invitation_email" ON "invitation" USING btree ("tenant_id","email","id");--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_impersonator_id_user_id_fk" FOREIGN KEY ("impersonator_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_tenant_id_custom_role_id_custom_role_tenant_id_id_fk" FOREIGN KEY ("tenant_id","custom_role_id") REFERENCES "public"."custom_role"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_impersonator" ON "session" USING btree ("impersonator_id");--> statement-breakpoint
CREATE INDEX "audit_event_created" ON "audit_event" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_event_actor" ON "audit_event" USING btree ("tenant_id","actor_id","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_event_request" ON "audit_event" USING btree ("tenant_id","request_id");--> statement-breakpoint
CREATE INDEX "member_custom_role" ON "member" USING btree ("tenant_id","custom_role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tenant_custom_domain" ON "tenant" USING btree ("custom_domain") WHERE custom_domain_verified_at is not null;--> statement-breakpoint
CREATE POLICY "audit_event_system_append" ON "audit_event" AS PERMISSIVE FOR INSERT TO "steward_system" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "linked_account_system" ON "linked_account" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "recovery_code_system" ON "recovery_code" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "second_factor_system" ON "second_factor" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "security_event_system" ON "security_event" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "user_token_system" ON "user_token" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "mail_message_own" ON "mail_message" AS PERMISSIVE FOR INSERT TO "steward_app" WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "mail_message_system" ON "mail_message" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "rate_limit_system" ON "rate_limit" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "api_key_tenant" ON "api_key" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "api_key_system" ON "api_key" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "custom_role_tenant" ON "custom_role" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "custom_role_system" ON "custom_role" AS PERMISSIVE FOR SELECT TO "steward_system" USING (true);--> statement-breakpoint
CREATE POLICY "division_tenant" ON "division" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "division_member_tenant" ON "division_member" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "invitation_tenant" ON "invitation" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "invitation_system" ON "invitation" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Who could sign in before keeps doing so.
UPDATE "user" SET "email_verified_at" = "created_at";