CREATE TABLE "refresh_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "refresh_token_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "refresh_token" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "session" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"operator" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "user" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_account" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"domain" text,
	"email" text,
	"phone" text,
	"industry" text,
	"employees" integer,
	"annual_revenue_minor" bigint,
	"founded_year" integer,
	"description" text,
	"aliases" jsonb,
	"parent_id" uuid,
	"owner_id" uuid,
	"merged_into_id" uuid,
	"search_text" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "crm_account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_activity" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"body" text,
	"occurs_at" timestamp with time zone DEFAULT now() NOT NULL,
	"duration_minutes" integer,
	"due_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"owner_id" uuid,
	"author_id" uuid,
	"account_id" uuid,
	"contact_id" uuid,
	"deal_id" uuid,
	"lead_id" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "crm_activity_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_activity" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_contact" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"first_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"name" text collate "und-x-icu" GENERATED ALWAYS AS (trim(first_name || ' ' || last_name)) STORED NOT NULL,
	"job_title" text,
	"emails" text[] DEFAULT '{}' NOT NULL,
	"phone" text,
	"account_id" uuid,
	"owner_id" uuid,
	"description" text,
	"search_text" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "crm_contact_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_contact" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_deal" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"account_id" uuid,
	"contact_id" uuid,
	"product_id" uuid,
	"owner_id" uuid,
	"amount_minor" bigint,
	"currency" text NOT NULL,
	"probability" integer,
	"forecast_category" text,
	"opened_on" date,
	"expected_close_on" date,
	"closed_on" date,
	"lost_reason" text,
	"external_ref" text,
	"description" text,
	"search_text" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "crm_deal_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "crm_deal_closed" CHECK ((status = 'open') = (closed_on is null)),
	CONSTRAINT "crm_deal_probability" CHECK (probability between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "crm_deal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_deal_stage" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deal_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"entered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"left_at" timestamp with time zone,
	CONSTRAINT "crm_deal_stage_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_deal_stage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_import" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"encoding" text NOT NULL,
	"delimiter" text NOT NULL,
	"headers" text[] NOT NULL,
	"notices" jsonb NOT NULL,
	"mapping" jsonb NOT NULL,
	"options" jsonb NOT NULL,
	"status" text DEFAULT 'staged' NOT NULL,
	"row_count" integer NOT NULL,
	"processed_count" integer DEFAULT 0 NOT NULL,
	"created_count" integer DEFAULT 0 NOT NULL,
	"updated_count" integer DEFAULT 0 NOT NULL,
	"unchanged_count" integer DEFAULT 0 NOT NULL,
	"skipped_count" integer DEFAULT 0 NOT NULL,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"member_id" uuid NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"cancel_requested_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "crm_import_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_import" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_import_record" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"import_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"action" text NOT NULL,
	"entity_version" integer NOT NULL,
	"before" jsonb,
	"outcome" text,
	"outcome_reason" text,
	CONSTRAINT "crm_import_record_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_import_record" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_import_row" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"status" text DEFAULT 'staged' NOT NULL,
	"reasons" text[],
	"entity_id" uuid,
	CONSTRAINT "crm_import_row_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_import_row" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_lead" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"first_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"name" text collate "und-x-icu" GENERATED ALWAYS AS (trim(first_name || ' ' || last_name)) STORED NOT NULL,
	"company" text,
	"job_title" text,
	"email" text,
	"phone" text,
	"source" text,
	"status" text DEFAULT 'new' NOT NULL,
	"estimated_amount_minor" bigint,
	"currency" text NOT NULL,
	"description" text,
	"owner_id" uuid,
	"disqualified_reason" text,
	"converted_at" timestamp with time zone,
	"account_id" uuid,
	"contact_id" uuid,
	"deal_id" uuid,
	"search_text" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "crm_lead_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_lead" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_location" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"line1" text,
	"line2" text,
	"city" text,
	"region" text,
	"postcode" text,
	"country" text,
	"latitude" double precision,
	"longitude" double precision,
	"primary" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "crm_location_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_location" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_account_merge" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"survivor_id" uuid NOT NULL,
	"duplicate_ids" uuid[] NOT NULL,
	"snapshot" jsonb NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "crm_account_merge_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_account_merge" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_pipeline" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "crm_pipeline_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_pipeline" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_stage" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"probability" integer NOT NULL,
	"forecast_category" text DEFAULT 'pipeline' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "crm_stage_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "crm_stage_probability" CHECK (probability between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "crm_stage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_product" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"sku" text,
	"family" text,
	"description" text,
	"unit_amount_minor" bigint DEFAULT 0 NOT NULL,
	"currency" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "crm_product_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_product" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_salesperson" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"email" text,
	"member_id" uuid,
	"manager_name" text,
	"office" text,
	"active" boolean DEFAULT true NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "crm_salesperson_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_salesperson" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_tag" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"colour" text DEFAULT 'grey' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "crm_tag_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm_tag" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_tagging" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tag_id" uuid NOT NULL,
	"account_id" uuid,
	"contact_id" uuid,
	"deal_id" uuid,
	"lead_id" uuid,
	CONSTRAINT "crm_tagging_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "crm_tagging_one" CHECK (num_nonnulls(account_id, contact_id, deal_id, lead_id) = 1)
);
--> statement-breakpoint
ALTER TABLE "crm_tagging" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_event" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"request_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "audit_event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "member" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"email" text NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "member_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "member" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_view" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"address" text NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"member_id" uuid NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"state" jsonb NOT NULL,
	CONSTRAINT "saved_view_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "saved_view" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"country" text DEFAULT 'US' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"suspended_at" timestamp with time zone,
	CONSTRAINT "tenant_slug_unique" UNIQUE("slug"),
	CONSTRAINT "tenant_slug_format" CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$')
);
--> statement-breakpoint
ALTER TABLE "tenant" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_account" ADD CONSTRAINT "crm_account_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_account" ADD CONSTRAINT "crm_account_parent" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_account" ADD CONSTRAINT "crm_account_merged" FOREIGN KEY ("tenant_id","merged_into_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_account" ADD CONSTRAINT "crm_account_tenant_id_owner_id_crm_salesperson_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."crm_salesperson"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_activity" ADD CONSTRAINT "crm_activity_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_activity" ADD CONSTRAINT "crm_activity_tenant_id_owner_id_crm_salesperson_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."crm_salesperson"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_activity" ADD CONSTRAINT "crm_activity_tenant_id_author_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","author_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_activity" ADD CONSTRAINT "crm_activity_tenant_id_account_id_crm_account_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_activity" ADD CONSTRAINT "crm_activity_tenant_id_contact_id_crm_contact_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."crm_contact"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_activity" ADD CONSTRAINT "crm_activity_tenant_id_deal_id_crm_deal_tenant_id_id_fk" FOREIGN KEY ("tenant_id","deal_id") REFERENCES "public"."crm_deal"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_activity" ADD CONSTRAINT "crm_activity_tenant_id_lead_id_crm_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."crm_lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contact" ADD CONSTRAINT "crm_contact_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contact" ADD CONSTRAINT "crm_contact_tenant_id_account_id_crm_account_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contact" ADD CONSTRAINT "crm_contact_tenant_id_owner_id_crm_salesperson_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."crm_salesperson"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal" ADD CONSTRAINT "crm_deal_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal" ADD CONSTRAINT "crm_deal_tenant_id_pipeline_id_crm_pipeline_tenant_id_id_fk" FOREIGN KEY ("tenant_id","pipeline_id") REFERENCES "public"."crm_pipeline"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal" ADD CONSTRAINT "crm_deal_tenant_id_stage_id_crm_stage_tenant_id_id_fk" FOREIGN KEY ("tenant_id","stage_id") REFERENCES "public"."crm_stage"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal" ADD CONSTRAINT "crm_deal_tenant_id_account_id_crm_account_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal" ADD CONSTRAINT "crm_deal_tenant_id_contact_id_crm_contact_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."crm_contact"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal" ADD CONSTRAINT "crm_deal_tenant_id_product_id_crm_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."crm_product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal" ADD CONSTRAINT "crm_deal_tenant_id_owner_id_crm_salesperson_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."crm_salesperson"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal_stage" ADD CONSTRAINT "crm_deal_stage_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal_stage" ADD CONSTRAINT "crm_deal_stage_tenant_id_deal_id_crm_deal_tenant_id_id_fk" FOREIGN KEY ("tenant_id","deal_id") REFERENCES "public"."crm_deal"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_deal_stage" ADD CONSTRAINT "crm_deal_stage_tenant_id_stage_id_crm_stage_tenant_id_id_fk" FOREIGN KEY ("tenant_id","stage_id") REFERENCES "public"."crm_stage"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_import" ADD CONSTRAINT "crm_import_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_import" ADD CONSTRAINT "crm_import_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_import_record" ADD CONSTRAINT "crm_import_record_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_import_record" ADD CONSTRAINT "crm_import_record_tenant_id_import_id_crm_import_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."crm_import"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_import_row" ADD CONSTRAINT "crm_import_row_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_import_row" ADD CONSTRAINT "crm_import_row_tenant_id_import_id_crm_import_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."crm_import"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_lead" ADD CONSTRAINT "crm_lead_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_lead" ADD CONSTRAINT "crm_lead_tenant_id_owner_id_crm_salesperson_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."crm_salesperson"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_lead" ADD CONSTRAINT "crm_lead_tenant_id_account_id_crm_account_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_lead" ADD CONSTRAINT "crm_lead_tenant_id_contact_id_crm_contact_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."crm_contact"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_lead" ADD CONSTRAINT "crm_lead_tenant_id_deal_id_crm_deal_tenant_id_id_fk" FOREIGN KEY ("tenant_id","deal_id") REFERENCES "public"."crm_deal"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_location" ADD CONSTRAINT "crm_location_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_location" ADD CONSTRAINT "crm_location_tenant_id_account_id_crm_account_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_account_merge" ADD CONSTRAINT "crm_account_merge_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_account_merge" ADD CONSTRAINT "crm_account_merge_tenant_id_survivor_id_crm_account_tenant_id_id_fk" FOREIGN KEY ("tenant_id","survivor_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_pipeline" ADD CONSTRAINT "crm_pipeline_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_stage" ADD CONSTRAINT "crm_stage_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_stage" ADD CONSTRAINT "crm_stage_tenant_id_pipeline_id_crm_pipeline_tenant_id_id_fk" FOREIGN KEY ("tenant_id","pipeline_id") REFERENCES "public"."crm_pipeline"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_product" ADD CONSTRAINT "crm_product_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_salesperson" ADD CONSTRAINT "crm_salesperson_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_salesperson" ADD CONSTRAINT "crm_salesperson_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_tag" ADD CONSTRAINT "crm_tag_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_tagging" ADD CONSTRAINT "crm_tagging_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_tagging" ADD CONSTRAINT "crm_tagging_tenant_id_tag_id_crm_tag_tenant_id_id_fk" FOREIGN KEY ("tenant_id","tag_id") REFERENCES "public"."crm_tag"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_tagging" ADD CONSTRAINT "crm_tagging_tenant_id_account_id_crm_account_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_tagging" ADD CONSTRAINT "crm_tagging_tenant_id_contact_id_crm_contact_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."crm_contact"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_tagging" ADD CONSTRAINT "crm_tagging_tenant_id_deal_id_crm_deal_tenant_id_id_fk" FOREIGN KEY ("tenant_id","deal_id") REFERENCES "public"."crm_deal"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_tagging" ADD CONSTRAINT "crm_tagging_tenant_id_lead_id_crm_lead_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lead_id") REFERENCES "public"."crm_lead"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refresh_token_session" ON "refresh_token" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_expiry" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "user_email" ON "user" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "crm_account_name" ON "crm_account" USING btree ("tenant_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_account_created" ON "crm_account" USING btree ("tenant_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_account_updated" ON "crm_account" USING btree ("tenant_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_account_owner" ON "crm_account" USING btree ("tenant_id","owner_id","name","id");--> statement-breakpoint
CREATE INDEX "crm_account_industry" ON "crm_account" USING btree ("tenant_id","industry","name","id");--> statement-breakpoint
CREATE INDEX "crm_account_parent_id" ON "crm_account" USING btree ("tenant_id","parent_id");--> statement-breakpoint
CREATE INDEX "crm_account_merged_into" ON "crm_account" USING btree ("tenant_id","merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "crm_account_domain" ON "crm_account" USING btree ("tenant_id","domain");--> statement-breakpoint
CREATE INDEX "crm_account_search" ON "crm_account" USING gin ("tenant_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "crm_activity_occurs" ON "crm_activity" USING btree ("tenant_id","occurs_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_activity_due" ON "crm_activity" USING btree ("tenant_id","due_at","id") WHERE deleted_at is null and done_at is null;--> statement-breakpoint
CREATE INDEX "crm_activity_account" ON "crm_activity" USING btree ("tenant_id","account_id","occurs_at","id");--> statement-breakpoint
CREATE INDEX "crm_activity_contact" ON "crm_activity" USING btree ("tenant_id","contact_id","occurs_at","id");--> statement-breakpoint
CREATE INDEX "crm_activity_deal" ON "crm_activity" USING btree ("tenant_id","deal_id","occurs_at","id");--> statement-breakpoint
CREATE INDEX "crm_activity_lead" ON "crm_activity" USING btree ("tenant_id","lead_id","occurs_at","id");--> statement-breakpoint
CREATE INDEX "crm_activity_owner" ON "crm_activity" USING btree ("tenant_id","owner_id","due_at","id");--> statement-breakpoint
CREATE INDEX "crm_activity_author" ON "crm_activity" USING btree ("tenant_id","author_id");--> statement-breakpoint
CREATE INDEX "crm_contact_name" ON "crm_contact" USING btree ("tenant_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_contact_created" ON "crm_contact" USING btree ("tenant_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_contact_updated" ON "crm_contact" USING btree ("tenant_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_contact_account" ON "crm_contact" USING btree ("tenant_id","account_id","name","id");--> statement-breakpoint
CREATE INDEX "crm_contact_owner" ON "crm_contact" USING btree ("tenant_id","owner_id","name","id");--> statement-breakpoint
CREATE INDEX "crm_contact_search" ON "crm_contact" USING gin ("tenant_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "crm_deal_created" ON "crm_deal" USING btree ("tenant_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_deal_updated" ON "crm_deal" USING btree ("tenant_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_deal_name" ON "crm_deal" USING btree ("tenant_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_deal_amount" ON "crm_deal" USING btree ("tenant_id","amount_minor","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_deal_expected" ON "crm_deal" USING btree ("tenant_id","expected_close_on","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_deal_closed" ON "crm_deal" USING btree ("tenant_id","closed_on","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_deal_expected_by_status" ON "crm_deal" USING btree ("tenant_id","status","expected_close_on","id");--> statement-breakpoint
CREATE INDEX "crm_deal_closed_by_status" ON "crm_deal" USING btree ("tenant_id","status","closed_on","id");--> statement-breakpoint
CREATE INDEX "crm_deal_board" ON "crm_deal" USING btree ("tenant_id","stage_id","expected_close_on","id") WHERE status = 'open' and deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_deal_by_stage" ON "crm_deal" USING btree ("tenant_id","stage_id","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "crm_deal_pipeline" ON "crm_deal" USING btree ("tenant_id","pipeline_id","status","id");--> statement-breakpoint
CREATE INDEX "crm_deal_account" ON "crm_deal" USING btree ("tenant_id","account_id","id");--> statement-breakpoint
CREATE INDEX "crm_deal_contact" ON "crm_deal" USING btree ("tenant_id","contact_id","id");--> statement-breakpoint
CREATE INDEX "crm_deal_product" ON "crm_deal" USING btree ("tenant_id","product_id","id");--> statement-breakpoint
CREATE INDEX "crm_deal_owner" ON "crm_deal" USING btree ("tenant_id","owner_id","status","id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_deal_external_ref" ON "crm_deal" USING btree ("tenant_id","external_ref") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_deal_search" ON "crm_deal" USING gin ("tenant_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "crm_deal_stage_deal" ON "crm_deal_stage" USING btree ("tenant_id","deal_id","entered_at");--> statement-breakpoint
CREATE INDEX "crm_deal_stage_stage" ON "crm_deal_stage" USING btree ("tenant_id","stage_id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_deal_stage_current" ON "crm_deal_stage" USING btree ("tenant_id","deal_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "crm_import_created" ON "crm_import" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "crm_import_member" ON "crm_import" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_import_record_entity" ON "crm_import_record" USING btree ("tenant_id","entity_id","import_id");--> statement-breakpoint
CREATE INDEX "crm_import_record_kind" ON "crm_import_record" USING btree ("tenant_id","import_id","kind","action");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_import_row_line" ON "crm_import_row" USING btree ("tenant_id","import_id","line");--> statement-breakpoint
CREATE INDEX "crm_import_row_status" ON "crm_import_row" USING btree ("tenant_id","import_id","status","line");--> statement-breakpoint
CREATE INDEX "crm_lead_created" ON "crm_lead" USING btree ("tenant_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_lead_updated" ON "crm_lead" USING btree ("tenant_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_lead_name" ON "crm_lead" USING btree ("tenant_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_lead_status" ON "crm_lead" USING btree ("tenant_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "crm_lead_owner" ON "crm_lead" USING btree ("tenant_id","owner_id","id");--> statement-breakpoint
CREATE INDEX "crm_lead_account" ON "crm_lead" USING btree ("tenant_id","account_id");--> statement-breakpoint
CREATE INDEX "crm_lead_contact" ON "crm_lead" USING btree ("tenant_id","contact_id");--> statement-breakpoint
CREATE INDEX "crm_lead_deal" ON "crm_lead" USING btree ("tenant_id","deal_id");--> statement-breakpoint
CREATE INDEX "crm_lead_search" ON "crm_lead" USING gin ("tenant_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "crm_location_account" ON "crm_location" USING btree ("tenant_id","account_id","name","id");--> statement-breakpoint
CREATE INDEX "crm_location_name" ON "crm_location" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "crm_account_merge_survivor" ON "crm_account_merge" USING btree ("tenant_id","survivor_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_pipeline_name" ON "crm_pipeline" USING btree ("tenant_id",lower("name")) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_pipeline_position" ON "crm_pipeline" USING btree ("tenant_id","position","id");--> statement-breakpoint
CREATE INDEX "crm_stage_pipeline" ON "crm_stage" USING btree ("tenant_id","pipeline_id","position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_product_name_key" ON "crm_product" USING btree ("tenant_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "crm_product_sku_key" ON "crm_product" USING btree ("tenant_id","sku");--> statement-breakpoint
CREATE INDEX "crm_product_name" ON "crm_product" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "crm_product_price" ON "crm_product" USING btree ("tenant_id","unit_amount_minor","id");--> statement-breakpoint
CREATE INDEX "crm_product_search" ON "crm_product" USING gin ("tenant_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE UNIQUE INDEX "crm_salesperson_member" ON "crm_salesperson" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "crm_salesperson_name" ON "crm_salesperson" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_tag_name" ON "crm_tag" USING btree ("tenant_id",lower("name")) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "crm_tag_sort" ON "crm_tag" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_tagging_account" ON "crm_tagging" USING btree ("tenant_id","account_id","tag_id") WHERE account_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "crm_tagging_contact" ON "crm_tagging" USING btree ("tenant_id","contact_id","tag_id") WHERE contact_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "crm_tagging_deal" ON "crm_tagging" USING btree ("tenant_id","deal_id","tag_id") WHERE deal_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "crm_tagging_lead" ON "crm_tagging" USING btree ("tenant_id","lead_id","tag_id") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "crm_tagging_tag" ON "crm_tagging" USING btree ("tenant_id","tag_id");--> statement-breakpoint
CREATE INDEX "audit_event_entity" ON "audit_event" USING btree ("tenant_id","entity_id","id");--> statement-breakpoint
CREATE INDEX "audit_event_name" ON "audit_event" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "member_user" ON "member" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "member_of_user" ON "member" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "member_name" ON "member" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "member_email" ON "member" USING btree ("tenant_id",lower("email"));--> statement-breakpoint
CREATE INDEX "saved_view_list" ON "saved_view" USING btree ("tenant_id","address","name");--> statement-breakpoint
CREATE INDEX "saved_view_member" ON "saved_view" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE POLICY "refresh_token_system" ON "refresh_token" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "session_system" ON "session" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "user_system" ON "user" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "crm_account_tenant" ON "crm_account" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_activity_tenant" ON "crm_activity" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_contact_tenant" ON "crm_contact" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_deal_tenant" ON "crm_deal" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_deal_stage_tenant" ON "crm_deal_stage" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_import_tenant" ON "crm_import" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_import_record_tenant" ON "crm_import_record" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_import_row_tenant" ON "crm_import_row" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_lead_tenant" ON "crm_lead" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_location_tenant" ON "crm_location" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_account_merge_tenant" ON "crm_account_merge" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_pipeline_tenant" ON "crm_pipeline" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_stage_tenant" ON "crm_stage" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_product_tenant" ON "crm_product" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_salesperson_tenant" ON "crm_salesperson" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_tag_tenant" ON "crm_tag" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "crm_tagging_tenant" ON "crm_tagging" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_event_tenant" ON "audit_event" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_event_system" ON "audit_event" AS PERMISSIVE FOR SELECT TO "steward_system" USING (true);--> statement-breakpoint
CREATE POLICY "member_tenant" ON "member" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "member_system" ON "member" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "saved_view_tenant" ON "saved_view" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_self" ON "tenant" AS PERMISSIVE FOR ALL TO "steward_app" USING (id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_system" ON "tenant" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);