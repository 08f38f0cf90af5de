/**
 * For other people's tests, with JUnit 5.10 to 6.1: {@link duet.junit.DuetTest} hands them an
 * {@code AgentPair}. May use everything up to the front door.
 */
package duet.junit;
