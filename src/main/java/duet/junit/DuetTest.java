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
 * type, and closes it afterwards. When a test fails, the timelines of its handshakes are attached.
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
