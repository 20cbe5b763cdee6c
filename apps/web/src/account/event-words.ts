import type { SecurityEventName } from "@steward/contracts/auth/security-event";
import type { IconComponent } from "@steward/ui";
import {
  IconAlertTriangle,
  IconKey,
  IconLink,
  IconLogin,
  IconLogout,
  IconMailCheck,
  IconPoint,
  IconShieldLock,
  IconUserShield,
} from "@tabler/icons-react";

interface EventWords {
  words: string;
  icon: IconComponent;
}

// Only what happens to a person; the platform's own events are in nobody's list.
const known: Partial<Record<SecurityEventName, EventWords>> = {
  "auth.signed_up": { words: "Account made", icon: IconLogin },
  "auth.signed_in": { words: "Signed in", icon: IconLogin },
  "auth.sign_in_failed": { words: "Sign-in refused", icon: IconAlertTriangle },
  "auth.signed_out": { words: "Signed out", icon: IconLogout },
  "auth.session_revoked": { words: "Signed out from another device", icon: IconLogout },
  "auth.refresh_reused": { words: "Sign-in ended: its token was used twice", icon: IconAlertTriangle },
  "auth.email_verified": { words: "E-mail address confirmed", icon: IconMailCheck },
  "auth.password_reset_requested": { words: "Link for a new password asked for", icon: IconKey },
  "auth.password_reset": { words: "New password set by mail", icon: IconKey },
  "auth.password_changed": { words: "Password changed", icon: IconKey },
  "auth.second_factor_enabled": { words: "Two-step sign-in switched on", icon: IconShieldLock },
  "auth.second_factor_disabled": { words: "Two-step sign-in switched off", icon: IconShieldLock },
  "auth.recovery_codes_renewed": { words: "New recovery codes made", icon: IconShieldLock },
  "auth.recovery_code_used": { words: "Signed in with a recovery code", icon: IconShieldLock },
  "auth.provider_linked": { words: "Account of a provider linked", icon: IconLink },
  "auth.provider_unlinked": { words: "Account of a provider unlinked", icon: IconLink },
  "auth.impersonation_started": { words: "An operator began to act as you", icon: IconUserShield },
  "auth.impersonation_stopped": { words: "An operator stopped acting as you", icon: IconUserShield },
  "operator.appointed": { words: "Made an operator of the platform", icon: IconUserShield },
  "operator.user_disabled": { words: "Account switched off by an operator", icon: IconAlertTriangle },
  "operator.user_enabled": { words: "Account switched on by an operator", icon: IconUserShield },
};

/** What an event is called, for the person it happened to. One this screen does not know yet shows its name. */
export function eventWords(name: string): EventWords {
  return known[name as SecurityEventName] ?? { words: name, icon: IconPoint };
}
