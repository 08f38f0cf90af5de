package duet.delivery;

import duet.agent.Connection;

/** Nothing travels: whoever drives the inviter drives the invitee too, and hands it over. */
public record Offer() implements Delivery {

  @Override
  public Delivered deliver(Connection made) {
    return Delivered.of("offered to the invitee", made::invitation);
  }
}
