import type { MailCopy, MailTemplate, Told } from "../copy.ts";
import { accountExists } from "./account-exists.ts";
import { invitation } from "./invitation.ts";
import { notifications } from "./notifications.ts";
import { passwordChanged } from "./password-changed.ts";
import { resetPassword } from "./reset-password.ts";
import { secondFactorChanged } from "./second-factor-changed.ts";
import { signInChanged } from "./sign-in-changed.ts";
import { tenantDeletion } from "./tenant-deletion.ts";
import { verifyEmail } from "./verify-email.ts";

export const templates: { readonly [Template in MailTemplate]: (props: Told<Template>) => MailCopy } = {
  verifyEmail,
  accountExists,
  resetPassword,
  passwordChanged,
  secondFactorChanged,
  signInChanged,
  invitation,
  tenantDeletion,
  notifications,
};
