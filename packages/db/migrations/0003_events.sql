CREATE TABLE "event_receipt" (
	"tenant_id" uuid DEFAULT (nullif(current_setting('app.tenant_id', true), '')::uuid) NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"event_id" uuid NOT NULL,
	"consumer" text NOT NULL,
	CONSTRAINT "event_receipt_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "event_receipt" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_relay" (
	"name" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"event_id" uuid NOT NULL,
	"holder" text,
	"held_until" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "event_relay" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "cause_id" uuid;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "depth" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_receipt" ADD CONSTRAINT "event_receipt_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_receipt_created_at" ON "event_receipt" USING brin ("created_at");--> statement-breakpoint
CREATE INDEX "audit_event_order" ON "audit_event" USING btree ("xid","tenant_id","id");--> statement-breakpoint
CREATE POLICY "event_receipt_tenant" ON "event_receipt" AS PERMISSIVE FOR ALL TO "steward_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "event_receipt_system" ON "event_receipt" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "event_relay_system" ON "event_relay" AS PERMISSIVE FOR ALL TO "steward_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- What happened until now has been told to those who asked for it; the relay begins with what comes.
INSERT INTO "event_relay" ("name", "xid", "event_id") VALUES ('main', pg_current_xact_id(), 'ffffffff-ffff-ffff-ffff-ffffffffffff');