import { router } from "../kernel/procedure.ts";
import { invitationRouter } from "./invitation.ts";
import { tokenRouter } from "./token.ts";

/** Coming in: for whoever is not signed in yet. */
export const authRouter = router({
  invitation: invitationRouter,
  token: tokenRouter,
});
