/**
 * Walkthroughs: {@link duet.walkthrough.Walkthrough} parses a {@code .jsh} file into prose and
 * code, {@link duet.walkthrough.Runner} runs it in JShell in this process, {@link
 * duet.walkthrough.Notebook} writes down what came of it. Knows nothing of agents, and imports
 * {@code duet.file} only.
 */
package duet.walkthrough;
