import { registerProblemTexts } from "@steward/ui";

/** What can go wrong with accounts, contacts, activities and tags, in words that help. */
registerProblemTexts({
  record_changed: "Somebody else changed this record in the meantime. Reload the page and make your change again.",
  reference_unknown: "A record that this one refers to no longer exists. Choose another one.",
  phone_invalid: "Enter a phone number, with its country code if it is abroad.",
  "account.parent_cycle": "The chosen parent account stands below this one.",
  "account.merge_itself": "An account cannot be merged into itself.",
  "account.merge_already_undone": "This merge has been undone already.",
  "account.merge_superseded":
    "The account was merged or deleted since. Undo the later merge, or restore the account, and try again.",
  "contact.name_missing": "Enter a first or last name.",
  "salesperson.member_taken": "This member is somebody else’s salesperson already.",
  "tag.name_taken": "There is a tag of this name already.",
  cursor_invalid: "The list changed its order. Reload it.",
});
