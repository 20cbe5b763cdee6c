import type { SystemDb } from "@steward/db/system";

/**
 * The handle with a record of what is asked of it, in order: what an answer costs, without a clock. A savepoint that is
 * taken back is told from one that is kept by nobody who looks at the time, and by nothing in the record.
 */
export function recorded<Db extends SystemDb>(db: Db, record: string[]): Db {
  return new Proxy(db, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) => {
        record.push(String(name));
        if (name !== "transaction") return member.apply(target, given);
        const work = given[0] as (inner: SystemDb) => Promise<unknown>;
        return target.transaction((inner) => work(recorded(inner, record)));
      };
    },
  });
}
