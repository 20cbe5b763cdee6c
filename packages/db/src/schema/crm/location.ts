import { boolean, doublePrecision, foreignKey, index, text, uuid } from "drizzle-orm/pg-core";
import { nameText, revision, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { account } from "./account.ts";

/** A site of an account: where work happens or goods go. */
export const location = tenantTable(
  "crm_location",
  {
    accountId: uuid("account_id").notNull(),
    name: nameText("name").notNull(),
    line1: text("line1"),
    line2: text("line2"),
    city: text("city"),
    region: text("region"),
    postcode: text("postcode"),
    /** As people wrote it; imports bring spellings no list of countries knows. */
    country: text("country"),
    /** WGS 84 degrees. */
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    primary: boolean("primary").notNull().default(false),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [account.tenantId, account.id] }),
    index("crm_location_account").on(t.tenantId, t.accountId, t.name, t.id),
    index("crm_location_name").on(t.tenantId, t.name, t.id),
  ],
);
