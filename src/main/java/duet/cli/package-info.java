/**
 * The command line: {@link duet.cli.Duet} parses, each command reads like the story it tells, and
 * only here something is printed or the process ends. May use every other package.
 */
package duet.cli;
