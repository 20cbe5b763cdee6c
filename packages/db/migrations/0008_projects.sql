CREATE TABLE "approvals_decider" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"step_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "approvals_decider_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "approvals_decider" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approvals_delegation" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"member_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	CONSTRAINT "approvals_delegation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approvals_delegation_two" CHECK (member_id <> delegate_id),
	CONSTRAINT "approvals_delegation_days" CHECK (start_on <= end_on)
);
--> statement-breakpoint
ALTER TABLE "approvals_delegation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approvals_entry" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"request_id" uuid NOT NULL,
	"step_id" uuid,
	"action" text NOT NULL,
	"member_id" uuid,
	"on_behalf_of_id" uuid,
	"note" text,
	CONSTRAINT "approvals_entry_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "approvals_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approvals_request" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"address" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"title" text collate "und-x-icu" NOT NULL,
	"requester_id" uuid NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"due_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "approvals_request_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approvals_request_closed" CHECK ((status = 'pending') = (closed_at is null))
);
--> statement-breakpoint
ALTER TABLE "approvals_request" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approvals_step" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"request_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"quorum" text DEFAULT 'any' NOT NULL,
	"permission" text,
	CONSTRAINT "approvals_step_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "approvals_step" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "org_business_calendar" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"time_zone" text,
	"week" jsonb NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "org_business_calendar_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "org_business_calendar" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "org_holiday" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"calendar_id" uuid NOT NULL,
	"day" date NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"is_yearly" boolean DEFAULT false NOT NULL,
	CONSTRAINT "org_holiday_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "org_holiday" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "projects_label" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"colour" text DEFAULT 'grey' NOT NULL,
	"description" text,
	"search_text" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "projects_label_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_label" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_custom_field" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"kind" text NOT NULL,
	"options" text[] DEFAULT '{}' NOT NULL,
	"is_required" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "projects_custom_field_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_custom_field" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_cycle" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"goal" text,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"completed_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "projects_cycle_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "projects_cycle_days" CHECK (start_on <= end_on)
);
--> statement-breakpoint
ALTER TABLE "projects_cycle" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_intake_form" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"title" text collate "und-x-icu" NOT NULL,
	"introduction" text,
	"is_open" boolean DEFAULT true NOT NULL,
	"field_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "projects_intake_form_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_intake_form" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_milestone" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"description" text,
	"due_on" date NOT NULL,
	"reached_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "projects_milestone_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_milestone" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_project" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"key" text NOT NULL,
	"description" text,
	"status" text DEFAULT 'planned' NOT NULL,
	"visibility" text DEFAULT 'organisation' NOT NULL,
	"owner_id" uuid NOT NULL,
	"account_id" uuid,
	"start_on" date,
	"due_on" date,
	"budget_minutes" integer,
	"budget_minor" bigint,
	"currency" text NOT NULL,
	"hourly_rate_minor" bigint,
	"calendar_id" uuid,
	"is_template" boolean DEFAULT false NOT NULL,
	"last_task_number" integer DEFAULT 0 NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "projects_project_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "projects_project_key_format" CHECK (key ~ '^[A-Z][A-Z0-9]{1,9}$')
);
--> statement-breakpoint
ALTER TABLE "projects_project" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_project_member" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"hourly_rate_minor" bigint,
	CONSTRAINT "projects_project_member_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_project_member" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_task_status" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"kind" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"wip_limit" integer,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "projects_task_status_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "projects_task_status_wip" CHECK (wip_limit > 0)
);
--> statement-breakpoint
ALTER TABLE "projects_task_status" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_checklist_item" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"task_id" uuid NOT NULL,
	"text" text NOT NULL,
	"rank" text collate "C" NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "projects_checklist_item_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_checklist_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_dependency" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"predecessor_id" uuid NOT NULL,
	"successor_id" uuid NOT NULL,
	"type" text DEFAULT 'FS' NOT NULL,
	"lag_days" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "projects_dependency_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "projects_dependency_two" CHECK (predecessor_id <> successor_id)
);
--> statement-breakpoint
ALTER TABLE "projects_dependency" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_task" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text collate "und-x-icu" NOT NULL,
	"description" jsonb,
	"status_id" uuid NOT NULL,
	"rank" text collate "C" NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"parent_id" uuid,
	"milestone_id" uuid,
	"cycle_id" uuid,
	"reporter_id" uuid NOT NULL,
	"estimate_minutes" integer,
	"start_on" date,
	"due_on" date,
	"closed_at" timestamp with time zone,
	"recurrence" text,
	"recurred_from_id" uuid,
	"custom_fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"external_ref" text,
	"search_text" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "projects_task_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "projects_task_priority" CHECK (priority between 0 and 4),
	CONSTRAINT "projects_task_days" CHECK (start_on <= due_on)
);
--> statement-breakpoint
ALTER TABLE "projects_task" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_task_assignee" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"task_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "projects_task_assignee_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_task_assignee" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_task_comment" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"task_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"text" text NOT NULL,
	"edited_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "projects_task_comment_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_task_comment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_task_label" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"task_id" uuid NOT NULL,
	"label_id" uuid NOT NULL,
	CONSTRAINT "projects_task_label_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_task_label" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_task_template" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"title" text NOT NULL,
	"description" jsonb,
	"priority" integer DEFAULT 0 NOT NULL,
	"estimate_minutes" integer,
	"checklist" text[] DEFAULT '{}' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "projects_task_template_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_task_template" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects_task_watcher" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"task_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "projects_task_watcher_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "projects_task_watcher" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "time_entry" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"member_id" uuid NOT NULL,
	"project_id" uuid,
	"task_id" uuid,
	"day" date NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"minutes" integer,
	"is_billable" boolean DEFAULT true NOT NULL,
	"hourly_rate_minor" bigint,
	"currency" text NOT NULL,
	"note" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "time_entry_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "time_entry_minutes" CHECK (minutes between 0 and 1440),
	CONSTRAINT "time_entry_span" CHECK (ended_at is null or ended_at >= started_at),
	CONSTRAINT "time_entry_running" CHECK ((minutes is null) = (ended_at is null and started_at is not null))
);
--> statement-breakpoint
ALTER TABLE "time_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "time_timesheet" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"member_id" uuid NOT NULL,
	"week_on" date NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"submitted_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by_id" uuid,
	"note" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "time_timesheet_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "time_timesheet_monday" CHECK (extract(isodow from week_on) = 1)
);
--> statement-breakpoint
ALTER TABLE "time_timesheet" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "messaging_message_unread";--> statement-breakpoint
ALTER TABLE "messaging_message" ADD COLUMN "notice" jsonb;--> statement-breakpoint
ALTER TABLE "notification_setting" ADD COLUMN "mail_key" "bytea";--> statement-breakpoint
ALTER TABLE "approvals_decider" ADD CONSTRAINT "approvals_decider_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_decider" ADD CONSTRAINT "approvals_decider_tenant_id_step_id_approvals_step_tenant_id_id_fk" FOREIGN KEY ("tenant_id","step_id") REFERENCES "public"."approvals_step"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_decider" ADD CONSTRAINT "approvals_decider_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_delegation" ADD CONSTRAINT "approvals_delegation_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_delegation" ADD CONSTRAINT "approvals_delegation_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_delegation" ADD CONSTRAINT "approvals_delegation_tenant_id_delegate_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","delegate_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_entry" ADD CONSTRAINT "approvals_entry_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_entry" ADD CONSTRAINT "approvals_entry_tenant_id_request_id_approvals_request_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."approvals_request"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_entry" ADD CONSTRAINT "approvals_entry_tenant_id_step_id_approvals_step_tenant_id_id_fk" FOREIGN KEY ("tenant_id","step_id") REFERENCES "public"."approvals_step"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_entry" ADD CONSTRAINT "approvals_entry_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_entry" ADD CONSTRAINT "approvals_entry_tenant_id_on_behalf_of_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","on_behalf_of_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_request" ADD CONSTRAINT "approvals_request_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_request" ADD CONSTRAINT "approvals_request_tenant_id_requester_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","requester_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_step" ADD CONSTRAINT "approvals_step_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals_step" ADD CONSTRAINT "approvals_step_tenant_id_request_id_approvals_request_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."approvals_request"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "org_business_calendar" ADD CONSTRAINT "org_business_calendar_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "org_holiday" ADD CONSTRAINT "org_holiday_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "org_holiday" ADD CONSTRAINT "org_holiday_tenant_id_calendar_id_org_business_calendar_tenant_id_id_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."org_business_calendar"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ADD CONSTRAINT "projects_calendar_feed_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ADD CONSTRAINT "projects_calendar_feed_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_calendar_feed" ADD CONSTRAINT "projects_calendar_feed_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import" ADD CONSTRAINT "projects_import_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import" ADD CONSTRAINT "projects_import_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import" ADD CONSTRAINT "projects_import_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import_row" ADD CONSTRAINT "projects_import_row_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_import_row" ADD CONSTRAINT "projects_import_row_tenant_id_import_id_projects_import_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."projects_import"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_label" ADD CONSTRAINT "projects_label_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_custom_field" ADD CONSTRAINT "projects_custom_field_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_custom_field" ADD CONSTRAINT "projects_custom_field_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_cycle" ADD CONSTRAINT "projects_cycle_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_cycle" ADD CONSTRAINT "projects_cycle_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_intake_form" ADD CONSTRAINT "projects_intake_form_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_intake_form" ADD CONSTRAINT "projects_intake_form_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_milestone" ADD CONSTRAINT "projects_milestone_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_milestone" ADD CONSTRAINT "projects_milestone_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_project" ADD CONSTRAINT "projects_project_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_project" ADD CONSTRAINT "projects_project_tenant_id_owner_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_project" ADD CONSTRAINT "projects_project_tenant_id_account_id_crm_account_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."crm_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_project" ADD CONSTRAINT "projects_project_tenant_id_calendar_id_org_business_calendar_tenant_id_id_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."org_business_calendar"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_project_member" ADD CONSTRAINT "projects_project_member_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_project_member" ADD CONSTRAINT "projects_project_member_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_project_member" ADD CONSTRAINT "projects_project_member_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_status" ADD CONSTRAINT "projects_task_status_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_status" ADD CONSTRAINT "projects_task_status_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_checklist_item" ADD CONSTRAINT "projects_checklist_item_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_checklist_item" ADD CONSTRAINT "projects_checklist_item_tenant_id_task_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_dependency" ADD CONSTRAINT "projects_dependency_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_dependency" ADD CONSTRAINT "projects_dependency_tenant_id_predecessor_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","predecessor_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_dependency" ADD CONSTRAINT "projects_dependency_tenant_id_successor_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","successor_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task" ADD CONSTRAINT "projects_task_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task" ADD CONSTRAINT "projects_task_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task" ADD CONSTRAINT "projects_task_tenant_id_status_id_projects_task_status_tenant_id_id_fk" FOREIGN KEY ("tenant_id","status_id") REFERENCES "public"."projects_task_status"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task" ADD CONSTRAINT "projects_task_tenant_id_parent_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task" ADD CONSTRAINT "projects_task_tenant_id_recurred_from_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","recurred_from_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task" ADD CONSTRAINT "projects_task_tenant_id_milestone_id_projects_milestone_tenant_id_id_fk" FOREIGN KEY ("tenant_id","milestone_id") REFERENCES "public"."projects_milestone"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task" ADD CONSTRAINT "projects_task_tenant_id_cycle_id_projects_cycle_tenant_id_id_fk" FOREIGN KEY ("tenant_id","cycle_id") REFERENCES "public"."projects_cycle"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task" ADD CONSTRAINT "projects_task_tenant_id_reporter_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","reporter_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_assignee" ADD CONSTRAINT "projects_task_assignee_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_assignee" ADD CONSTRAINT "projects_task_assignee_tenant_id_task_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_assignee" ADD CONSTRAINT "projects_task_assignee_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_comment" ADD CONSTRAINT "projects_task_comment_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_comment" ADD CONSTRAINT "projects_task_comment_tenant_id_task_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_comment" ADD CONSTRAINT "projects_task_comment_tenant_id_author_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","author_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_label" ADD CONSTRAINT "projects_task_label_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_label" ADD CONSTRAINT "projects_task_label_tenant_id_task_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_label" ADD CONSTRAINT "projects_task_label_tenant_id_label_id_projects_label_tenant_id_id_fk" FOREIGN KEY ("tenant_id","label_id") REFERENCES "public"."projects_label"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_template" ADD CONSTRAINT "projects_task_template_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_template" ADD CONSTRAINT "projects_task_template_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_watcher" ADD CONSTRAINT "projects_task_watcher_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_watcher" ADD CONSTRAINT "projects_task_watcher_tenant_id_task_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects_task_watcher" ADD CONSTRAINT "projects_task_watcher_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_tenant_id_project_id_projects_project_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects_project"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_tenant_id_task_id_projects_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."projects_task"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_timesheet" ADD CONSTRAINT "time_timesheet_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_timesheet" ADD CONSTRAINT "time_timesheet_tenant_id_member_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_timesheet" ADD CONSTRAINT "time_timesheet_tenant_id_decided_by_id_member_tenant_id_id_fk" FOREIGN KEY ("tenant_id","decided_by_id") REFERENCES "public"."member"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_decider_pair" ON "approvals_decider" USING btree ("tenant_id","step_id","member_id");--> statement-breakpoint
CREATE INDEX "approvals_decider_member" ON "approvals_decider" USING btree ("tenant_id","member_id","step_id");--> statement-breakpoint
CREATE INDEX "approvals_delegation_member" ON "approvals_delegation" USING btree ("tenant_id","member_id","end_on","id");--> statement-breakpoint
CREATE INDEX "approvals_delegation_delegate" ON "approvals_delegation" USING btree ("tenant_id","delegate_id","end_on","id");--> statement-breakpoint
CREATE INDEX "approvals_entry_request" ON "approvals_entry" USING btree ("tenant_id","request_id","created_at","id");--> statement-breakpoint
CREATE INDEX "approvals_entry_step" ON "approvals_entry" USING btree ("tenant_id","step_id");--> statement-breakpoint
CREATE INDEX "approvals_entry_member" ON "approvals_entry" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "approvals_entry_behalf" ON "approvals_entry" USING btree ("tenant_id","on_behalf_of_id");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_request_pending" ON "approvals_request" USING btree ("tenant_id","address","entity_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "approvals_request_subject" ON "approvals_request" USING btree ("tenant_id","address","entity_id","created_at");--> statement-breakpoint
CREATE INDEX "approvals_request_requester" ON "approvals_request" USING btree ("tenant_id","requester_id","created_at","id");--> statement-breakpoint
CREATE INDEX "approvals_request_sort" ON "approvals_request" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "approvals_request_due" ON "approvals_request" USING btree ("tenant_id","due_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_step_position" ON "approvals_step" USING btree ("tenant_id","request_id","position");--> statement-breakpoint
CREATE INDEX "approvals_step_open" ON "approvals_step" USING btree ("tenant_id","permission") WHERE status = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "org_business_calendar_name" ON "org_business_calendar" USING btree ("tenant_id",lower("name")) WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "org_business_calendar_default" ON "org_business_calendar" USING btree ("tenant_id") WHERE is_default and deleted_at is null;--> statement-breakpoint
CREATE INDEX "org_business_calendar_sort" ON "org_business_calendar" USING btree ("tenant_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "org_holiday_day" ON "org_holiday" USING btree ("tenant_id","calendar_id","day");--> statement-breakpoint
CREATE INDEX "projects_calendar_feed_project" ON "projects_calendar_feed" USING btree ("tenant_id","project_id");--> statement-breakpoint
CREATE INDEX "projects_import_created" ON "projects_import" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "projects_import_project" ON "projects_import" USING btree ("tenant_id","project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "projects_import_member" ON "projects_import" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_import_row_line" ON "projects_import_row" USING btree ("tenant_id","import_id","line");--> statement-breakpoint
CREATE INDEX "projects_import_row_status" ON "projects_import_row" USING btree ("tenant_id","import_id","status","line");--> statement-breakpoint
CREATE INDEX "projects_import_row_task" ON "projects_import_row" USING btree ("tenant_id","task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_label_unique" ON "projects_label" USING btree ("tenant_id",lower("name")) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_label_name" ON "projects_label" USING btree ("tenant_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_label_created" ON "projects_label" USING btree ("tenant_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_label_updated" ON "projects_label" USING btree ("tenant_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_label_search" ON "projects_label" USING gin ("tenant_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE UNIQUE INDEX "projects_custom_field_name" ON "projects_custom_field" USING btree ("tenant_id","project_id",lower("name")) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_custom_field_position" ON "projects_custom_field" USING btree ("tenant_id","project_id","position","id");--> statement-breakpoint
CREATE INDEX "projects_cycle_start" ON "projects_cycle" USING btree ("tenant_id","project_id","start_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_intake_form_project" ON "projects_intake_form" USING btree ("tenant_id","project_id");--> statement-breakpoint
CREATE INDEX "projects_milestone_due" ON "projects_milestone" USING btree ("tenant_id","project_id","due_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_project_key" ON "projects_project" USING btree ("tenant_id","key") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_project_name" ON "projects_project" USING btree ("tenant_id","is_template","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_project_created" ON "projects_project" USING btree ("tenant_id","is_template","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_project_updated" ON "projects_project" USING btree ("tenant_id","is_template","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_project_due" ON "projects_project" USING btree ("tenant_id","is_template","due_on","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_project_owner" ON "projects_project" USING btree ("tenant_id","owner_id","id");--> statement-breakpoint
CREATE INDEX "projects_project_account" ON "projects_project" USING btree ("tenant_id","account_id","id");--> statement-breakpoint
CREATE INDEX "projects_project_calendar" ON "projects_project" USING btree ("tenant_id","calendar_id");--> statement-breakpoint
CREATE INDEX "projects_project_search" ON "projects_project" USING gin ("tenant_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE UNIQUE INDEX "projects_project_member_place" ON "projects_project_member" USING btree ("tenant_id","project_id","member_id");--> statement-breakpoint
CREATE INDEX "projects_project_member_member" ON "projects_project_member" USING btree ("tenant_id","member_id","project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_task_status_name" ON "projects_task_status" USING btree ("tenant_id","project_id",lower("name"));--> statement-breakpoint
CREATE INDEX "projects_task_status_position" ON "projects_task_status" USING btree ("tenant_id","project_id","position","id");--> statement-breakpoint
CREATE INDEX "projects_checklist_item_task" ON "projects_checklist_item" USING btree ("tenant_id","task_id","rank","id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_dependency_pair" ON "projects_dependency" USING btree ("tenant_id","predecessor_id","successor_id");--> statement-breakpoint
CREATE INDEX "projects_dependency_successor" ON "projects_dependency" USING btree ("tenant_id","successor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_task_number" ON "projects_task" USING btree ("tenant_id","project_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_task_external_ref" ON "projects_task" USING btree ("tenant_id","project_id","external_ref") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_board" ON "projects_task" USING btree ("tenant_id","status_id","rank","id");--> statement-breakpoint
CREATE INDEX "projects_task_open" ON "projects_task" USING btree ("tenant_id","project_id","closed_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_title" ON "projects_task" USING btree ("tenant_id","project_id","title","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_by_priority" ON "projects_task" USING btree ("tenant_id","project_id","priority","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_start" ON "projects_task" USING btree ("tenant_id","project_id","start_on","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_due" ON "projects_task" USING btree ("tenant_id","project_id","due_on","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_created" ON "projects_task" USING btree ("tenant_id","project_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_updated" ON "projects_task" USING btree ("tenant_id","project_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_all_due" ON "projects_task" USING btree ("tenant_id","due_on","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_all_updated" ON "projects_task" USING btree ("tenant_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_task_parent" ON "projects_task" USING btree ("tenant_id","parent_id","rank","id");--> statement-breakpoint
CREATE INDEX "projects_task_recurred" ON "projects_task" USING btree ("tenant_id","recurred_from_id");--> statement-breakpoint
CREATE INDEX "projects_task_milestone" ON "projects_task" USING btree ("tenant_id","milestone_id","id");--> statement-breakpoint
CREATE INDEX "projects_task_cycle" ON "projects_task" USING btree ("tenant_id","cycle_id","id");--> statement-breakpoint
CREATE INDEX "projects_task_reporter" ON "projects_task" USING btree ("tenant_id","reporter_id","id");--> statement-breakpoint
CREATE INDEX "projects_task_search" ON "projects_task" USING gin ("tenant_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE UNIQUE INDEX "projects_task_assignee_pair" ON "projects_task_assignee" USING btree ("tenant_id","task_id","member_id");--> statement-breakpoint
CREATE INDEX "projects_task_assignee_member" ON "projects_task_assignee" USING btree ("tenant_id","member_id","task_id");--> statement-breakpoint
CREATE INDEX "projects_task_comment_task" ON "projects_task_comment" USING btree ("tenant_id","task_id","created_at","id");--> statement-breakpoint
CREATE INDEX "projects_task_comment_author" ON "projects_task_comment" USING btree ("tenant_id","author_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_task_label_pair" ON "projects_task_label" USING btree ("tenant_id","task_id","label_id");--> statement-breakpoint
CREATE INDEX "projects_task_label_label" ON "projects_task_label" USING btree ("tenant_id","label_id","task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_task_template_name" ON "projects_task_template" USING btree ("tenant_id","project_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "projects_task_watcher_pair" ON "projects_task_watcher" USING btree ("tenant_id","task_id","member_id");--> statement-breakpoint
CREATE INDEX "projects_task_watcher_member" ON "projects_task_watcher" USING btree ("tenant_id","member_id","task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "time_entry_timer" ON "time_entry" USING btree ("tenant_id","member_id") WHERE minutes is null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "time_entry_member" ON "time_entry" USING btree ("tenant_id","member_id","day","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "time_entry_span" ON "time_entry" USING btree ("tenant_id","member_id","started_at") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "time_entry_day" ON "time_entry" USING btree ("tenant_id","day","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "time_entry_created" ON "time_entry" USING btree ("tenant_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "time_entry_project" ON "time_entry" USING btree ("tenant_id","project_id","day","id");--> statement-breakpoint
CREATE INDEX "time_entry_task" ON "time_entry" USING btree ("tenant_id","task_id","day","id");--> statement-breakpoint
CREATE INDEX "time_entry_whose" ON "time_entry" USING btree ("tenant_id","member_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "time_timesheet_week" ON "time_timesheet" USING btree ("tenant_id","member_id","week_on");--> statement-breakpoint
CREATE INDEX "time_timesheet_sort" ON "time_timesheet" USING btree ("tenant_id","week_on","id");--> statement-breakpoint
CREATE INDEX "time_timesheet_status" ON "time_timesheet" USING btree ("tenant_id","status","week_on","id");--> statement-breakpoint
CREATE INDEX "time_timesheet_decider" ON "time_timesheet" USING btree ("tenant_id","decided_by_id");--> statement-breakpoint
CREATE INDEX "messaging_message_unread" ON "messaging_message" USING btree ("tenant_id","conversation_id","seq","author_id") WHERE thread_root_id is null and removed_at is null and notice is null;--> statement-breakpoint
CREATE POLICY "approvals_decider_tenant" ON "approvals_decider" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "approvals_delegation_tenant" ON "approvals_delegation" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "approvals_entry_tenant" ON "approvals_entry" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "approvals_request_tenant" ON "approvals_request" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "approvals_step_tenant" ON "approvals_step" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "org_business_calendar_tenant" ON "org_business_calendar" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "org_holiday_tenant" ON "org_holiday" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_calendar_feed_tenant" ON "projects_calendar_feed" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_import_tenant" ON "projects_import" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_import_row_tenant" ON "projects_import_row" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_label_tenant" ON "projects_label" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_custom_field_tenant" ON "projects_custom_field" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_cycle_tenant" ON "projects_cycle" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_intake_form_tenant" ON "projects_intake_form" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_milestone_tenant" ON "projects_milestone" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_project_tenant" ON "projects_project" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_project_member_tenant" ON "projects_project_member" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_task_status_tenant" ON "projects_task_status" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_checklist_item_tenant" ON "projects_checklist_item" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_dependency_tenant" ON "projects_dependency" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_task_tenant" ON "projects_task" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_task_assignee_tenant" ON "projects_task_assignee" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_task_comment_tenant" ON "projects_task_comment" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_task_label_tenant" ON "projects_task_label" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_task_template_tenant" ON "projects_task_template" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_task_watcher_tenant" ON "projects_task_watcher" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "time_entry_tenant" ON "time_entry" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "time_timesheet_tenant" ON "time_timesheet" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));