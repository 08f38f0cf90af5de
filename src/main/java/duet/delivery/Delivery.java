package duet.delivery;

import duet.agent.Connection;

/**
 * A way in which an invitation reaches the one who is invited.
 *
 * <pre>{@code
 * Delivery shout = made -> {
 *   System.out.println(made.invitationUrl());
 *   return DeliveryResult.of("said aloud", made::invitation);
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Delivery {

  /**
   * Hands an invitation over, and returns when that is done, which may take some seconds. Called
   * once for each invitation, on any thread.
   *
   * @param made the inviter's side, which has the invitation and its link
   * @throws DeliveryException if it didn't get through; the invitation is as good as before
   * @throws java.io.UncheckedIOException if a file can't be written
   */
  DeliveryResult deliver(Connection made);
}
