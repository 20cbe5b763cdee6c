ALTER TABLE "projects_import" ADD COLUMN "cycle_ids" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "projects_import" ADD COLUMN "field_ids" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "files_file_removed" ON "files_file" USING btree ("tenant_id","address","entity_id") WHERE deleted_at is not null;