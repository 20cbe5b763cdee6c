import { router } from "../kernel/procedure.ts";
import { emailRouter } from "./email.ts";
import { invitationRouter } from "./invitation.ts";
import { forgottenPasswordRouter } from "./password.ts";
import { signUpProcedure } from "./sign-up.ts";
import { tokenRouter } from "./token.ts";

/** Coming in: for whoever is not signed in yet. */
export const authRouter = router({
  email: emailRouter,
  invitation: invitationRouter,
  password: forgottenPasswordRouter,
  signUp: signUpProcedure,
  token: tokenRouter,
});
