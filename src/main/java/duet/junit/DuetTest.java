package duet.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects an {@link duet.AgentPair} into the methods of a test class that have a parameter of that
 * type, and closes it afterwards. When a test fails, the timelines of the handshakes that it began
 * through the pair are attached, and written as pages to {@code target/handshakes}; what failed is
 * what the test threw. Import {@code duet.junit.DuetTest} and {@code duet.AgentPair}.
 *
 * <pre>{@code
 * @DuetTest
 * class GreetingTest {
 *   @Test
 *   void both_sides_end_connected(AgentPair agents) {
 *     assertTrue(agents.connect("Connect with Bob").didsMatch());
 *   }
 * }
 * }</pre>
 *
 * <p>The configuration parameter {@code duet.agents} chooses the agents: {@code embedded}, which is
 * the default, {@code containers} (with Testcontainers, of the image that {@code duet.image} or
 * {@code DUET_IMAGE} names), {@code settings}, or the name of a class that is a {@code
 * Supplier<AgentPair>} and can be made without arguments, for agents from elsewhere.
 *
 * <p>It works with JUnit 5.10 to 6.1. Agents in containers need {@code
 * org.testcontainers:testcontainers}, 1.21 or 2.0, on the test's class path, and a container
 * engine: without one these tests are skipped, or fail if the configuration parameter {@code
 * duet.require.engine} or the environment's {@code DUET_REQUIRE_ENGINE} is {@code true}.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DuetExtension.class)
public @interface DuetTest {

  /** Which agents, instead of the configuration parameter's. */
  String agents() default "";

  /** How long a pair lives. */
  Lifetime lifetime() default Lifetime.CLASS;

  /** How long a pair lives. */
  enum Lifetime {
    /** One for all tests of the class, nested ones included. */
    CLASS,
    /** One for each test. */
    METHOD
  }
}
