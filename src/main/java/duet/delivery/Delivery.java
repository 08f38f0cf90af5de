package duet.delivery;

import duet.agent.InvitationRecord;

/**
 * How an invitation reaches the invitee.
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
   * Delivers an invitation, and returns when that is done, which may take some seconds. Called once
   * for each invitation, on any thread.
   *
   * @param made the inviter's side, which has the invitation and its link
   * @throws DeliveryException if that failed; the invitation can still be used
   * @throws java.io.UncheckedIOException if a file can't be written
   */
  DeliveryResult deliver(InvitationRecord made);
}
