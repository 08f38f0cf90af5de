/**
 * For other people's tests, with JUnit 5.13 or later: {@link duet.junit.DuetTest} hands them an
 * {@code AgentPair}. May use everything up to the front door.
 */
package duet.junit;
