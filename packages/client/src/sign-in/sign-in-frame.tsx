import type { ReactNode } from "react";
import { Mark } from "../brand/mark.tsx";
import { Pipeline } from "./pipeline.tsx";
import classes from "./sign-in.module.css";

interface SignInFrameProps {
  /** What one signs in to: `Steward`, `Steward administration`. */
  product: string;
  children: ReactNode;
}

/** The sign-in page around its form: what this is on the left, the form on the right; on a phone the form only. */
export function SignInFrame({ product, children }: SignInFrameProps) {
  return (
    <div className={classes.page}>
      <aside className={classes.story} aria-hidden="true">
        <div className={classes.word}>
          <Mark /> Steward
        </div>
        <Pipeline />
        <div className={classes.pitch}>
          <p className={classes.claim}>The whole company, in one place.</p>
          <p className={classes.detail}>
            Customers, work, people and money share one set of records, so every screen tells the same story.
          </p>
        </div>
      </aside>
      <main className={classes.entry}>
        <div className={classes.form}>
          <div className={classes.phoneMark}>
            <Mark size={40} />
          </div>
          <h1 className={classes.title}>Sign in to {product}</h1>
          <p className={classes.subtitle}>Use the e-mail address your organisation knows you by.</p>
          {children}
        </div>
      </main>
    </div>
  );
}
