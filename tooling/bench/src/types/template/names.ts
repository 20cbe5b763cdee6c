/** One of the generated resources and the names its files use. */
export interface ResourceNames {
  /** Of the module's folder and router: `sales0`. */
  readonly module: string;
  /** Of the files, the router and the variables: `widget7`. */
  readonly name: string;
  /** Of types and functions: `Widget7`. */
  readonly type: string;
  /** The address in permissions: `sales0.widget7`. */
  readonly address: string;
}

const resourcesPerModule = 10;
/** As the playbook's resources have them; the templates name each. */
export const proceduresPerResource = 10;

/** The resources that hold so many procedures. */
export function resourcesFor(procedures: number): ResourceNames[] {
  return Array.from({ length: procedures / proceduresPerResource }, (_, index) => {
    const module = `sales${Math.floor(index / resourcesPerModule)}`;
    const name = `widget${index}`;
    return { module, name, type: `Widget${index}`, address: `${module}.${name}` };
  });
}
