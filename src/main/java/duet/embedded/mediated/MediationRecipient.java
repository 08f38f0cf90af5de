package duet.embedded.mediated;

import duet.embedded.outgoing.RequestSender;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.AgentStore;
import duet.embedded.store.Mediation;
import duet.embedded.store.PeerKeys;
import duet.embedded.store.StoreException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent's part behind its mediator: new DIDs are registered there, and messages are picked up.
 */
public final class MediationRecipient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MediationRecipient.class);

  /** Whoever hasn't answered by then is not waited for in a hurry. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final AgentStore store;
  private final Mediation account;
  private final boolean known;
  private final URI address;
  private final Registration registration;
  private final MessagePoll poll;
  private final Clock clock;
  private volatile Instant active;

  /**
   * @param mediator what the user gave; empty for the mediator that the agent is behind already
   */
  private MediationRecipient(
      String name,
      Optional<String> mediator,
      AgentStore store,
      RequestSender sender,
      PickupIntervals intervals,
      Clock clock,
      SecureRandom random) {
    this.store = store;
    this.clock = clock;
    var kept = store.mediation().find(Mediation.KEY);
    known = kept.isPresent();
    account =
        kept.filter(before -> agrees(before, mediator))
            .orElseGet(() -> fresh(MediatorDid.find(mediator.orElseThrow()), random));
    address = MediatorDid.address(account.mediator());
    active = clock.instant();
    var client = new MediatorClient(sender, account, address, clock);
    registration =
        new Registration(client, random, URI.create(account.routingDid()), store.ownDids()::all);
    poll = new MessagePoll(name, client, registration, this::somebodyWaits, intervals, clock);
  }

  /**
   * The part of an agent that is to be behind a mediator, or is since an earlier start; empty if it
   * isn't.
   *
   * @param name the agent's, part of its threads' names
   * @param mediator a DID, an invitation, or a URL under which {@code /did} gives the DID
   * @param sender reads answers long enough for deliveries; asked for once, if at all
   * @throws StoreException if the agent is behind another one
   * @throws MediatorException if the mediator doesn't tell its DID
   */
  public static Optional<MediationRecipient> of(
      String name,
      Optional<String> mediator,
      AgentStore store,
      Supplier<RequestSender> sender,
      PickupIntervals intervals,
      Clock clock,
      SecureRandom random) {
    boolean mediated = mediator.isPresent() || store.mediation().find(Mediation.KEY).isPresent();
    return mediated
        ? Optional.of(
            new MediationRecipient(name, mediator, store, sender.get(), intervals, clock, random))
        : Optional.empty();
  }

  /**
   * Enrols and begins to pick messages up. An agent that was enrolled before need not wait for a
   * mediator that is down.
   *
   * @param receiver called with each envelope; a {@link Refusal} is the sender's fault, after any
   *     other exception the envelope is picked up again
   * @throws MediatorException if the mediator doesn't take a new agent
   */
  public void start(Consumer<String> receiver) {
    if (!known) {
      registration.enrol();
      var routingDid = registration.routingDid().toString();
      store.mediation().add(new Mediation(account.mediator(), routingDid, account.host()));
    }
    poll.start(
        envelope -> {
          active = clock.instant();
          receiver.accept(envelope);
        });
  }

  /** The mediator's DID. */
  public String mediator() {
    return account.mediator();
  }

  /** Where the mediator takes messages. */
  public URI address() {
    return address;
  }

  /** Whether the mediator is on this machine, and reached by nobody else. */
  public boolean loopback() {
    try {
      return InetAddress.getByName(address.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * A new DID, registered at the mediator.
   *
   * @throws MediatorException if it isn't
   */
  public PeerKeys newKeys() {
    var keys = registration.newKeys();
    active = clock.instant();
    return keys;
  }

  @Override
  public void close() {
    poll.close();
  }

  private boolean somebodyWaits() {
    return clock.instant().isBefore(active.plus(PATIENCE)) && store.anyAwaiting();
  }

  private static Mediation fresh(String mediator, SecureRandom random) {
    return new Mediation(mediator, mediator, PeerKeys.withoutService(random));
  }

  private static URI address(Mediation kept) {
    return MediatorDid.address(kept.mediator());
  }

  private static boolean agrees(Mediation kept, Optional<String> given) {
    if (given.isEmpty() || given.get().equals(kept.mediator())) {
      return true;
    }
    String did;
    try {
      did = MediatorDid.find(given.get());
    } catch (MediatorException e) {
      LOG.warn("{}: it stays behind the mediator at {}", e.getMessage(), address(kept));
      return true;
    }
    if (!did.equals(kept.mediator())) {
      throw new StoreException(
          "This is another mediator than before: the DIDs of this agent's connections name the one"
              + " at "
              + address(kept)
              + ". Use that one, restore its data if it was restarted without, or start over in"
              + " another directory");
    }
    return true;
  }
}
