package duet.delivery;

import duet.agent.Connection;

/** Nothing travels: whoever drives the inviter drives the invitee too, and hands it over. */
public record Offer() implements Delivery {

  @Override
  public DeliveryResult deliver(Connection made) {
    return DeliveryResult.of("offered to the invitee", made::invitation);
  }
}
