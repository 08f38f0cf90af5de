package duet.delivery;

import duet.agent.InvitationRecord;

/** Nothing is sent: whoever drives the inviter also drives the invitee. */
public record Offer() implements Delivery {

  @Override
  public DeliveryResult deliver(InvitationRecord made) {
    return DeliveryResult.of("offered to the invitee", made::invitation);
  }
}
