import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Spreads each package's test files over the whole run, its longest first. Vitest runs package after package, and then
 * those that start processes wait beside each other while nobody computes.
 */
export class SpreadOut extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const packages = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    return [...packages.values()]
      .flatMap((all) => all.map((file, index) => ({ file, place: (index + 0.5) / all.length })))
      .sort((one, other) => one.place - other.place)
      .map(({ file }) => file);
  }
}
