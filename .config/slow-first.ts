import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** As the projects run one after another: a worker is used again only for files of the same project. */
const projects = ['postgres', 'chatham', 'los-angeles'];

/** Files that start many processes are short and take long. */
const slow = /[\\/](killed|examples|differential|odd-values|sabotage|repetition\.laws)\.test\.ts$/;

/** Begins each project with its slowest files, so that the run does not end with one processor at work. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId, project }: TestSpecification) =>
      2 * projects.indexOf(project.name) + (slow.test(moduleId) ? 0 : 1);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
