package duet.check;

import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.KeyId;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.PrivateKeys;
import duet.didcomm.PublicKeys;
import duet.didcomm.Unpacked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message that the agent sent to a peer of ours.
 *
 * @param layers the forwards around it, outermost first
 * @param recipients the key ids that its envelope is for
 */
record ReceivedMessage(
    String contentType,
    List<Layer> layers,
    List<String> recipients,
    Unpacked unpacked,
    Message message) {

  /**
   * A forward to a mediator.
   *
   * @param recipients the key ids that its envelope is for
   * @param next whom it is to be passed on to
   */
  record Layer(Unpacked unpacked, Message message, List<String> recipients, String next) {}

  /**
   * Opens an envelope, and what it forwards.
   *
   * @throws EnvelopeException if it can't be opened or trusted
   * @throws MalformedException if it isn't a message, or a forward without an envelope
   */
  static ReceivedMessage open(String contentType, String envelope, PrivateKeys secrets) {
    var layers = new ArrayList<Layer>();
    for (var inner = envelope; ; ) {
      var recipients = Envelope.recipients(inner);
      var unpacked = Envelope.unpack(inner, secrets, PublicKeys.PEER);
      var message = unpacked.message();
      if (!message.type().equals(Forward.TYPE)) {
        return new ReceivedMessage(contentType, layers, recipients, unpacked, message);
      }
      var forward = Forward.of(message);
      layers.add(new Layer(unpacked, message, recipients, forward.next()));
      inner = forward.envelope();
    }
  }

  boolean is(String type, String thid) {
    return message.type().equals(type) && message.thid().equals(Optional.of(thid));
  }

  /** Fails the case unless it is sealed, addressed and threaded as the contract says. */
  void check(String type, PeerDid from, CheckPeer to, String thid) {
    Deviation.unlessEqual("content type", duet.didcomm.Envelope.MEDIA_TYPE, contentType);
    Deviation.unless(unpacked.authenticated(), "an authcrypt envelope", "an anonymous one");
    Deviation.unlessEqual("type", type, message.type());
    Deviation.unlessEqual("from", Optional.of(from.did()), message.from());
    Deviation.unlessEqual("to", List.of(to.name()), message.to());
    Deviation.unlessEqual("thid", Optional.of(thid), message.thid());
    Deviation.unlessEqual("pthid", Optional.of(thid), message.pthid());
  }

  /**
   * Fails the case unless it came through these, none of whom learns more than whom to pass it to.
   */
  void checkForwards(CheckPeer to, CheckPeer... mediators) {
    Deviation.unlessEqual("forwards around it:", mediators.length, layers.size());
    for (int i = 0; i < mediators.length; i++) {
      var layer = layers.get(i);
      Deviation.unless(
          !layer.unpacked().authenticated(), "an anoncrypt forward", "one that names its sender");
      Deviation.unless(layer.message().from().isEmpty(), "a forward without from", "one with it");
      Deviation.unlessEqual("a forward to", List.of(mediators[i].name()), layer.message().to());
      Deviation.unlessEqual("its keys", mediators[i].agreementKeys(), layer.recipients());
      var next = i + 1 < mediators.length ? mediators[i + 1] : to;
      Deviation.unless(
          KeyId.did(layer.next()).equals(next.name()), "next " + next.name(), layer.next());
    }
    Deviation.unlessEqual("the message's keys", to.agreementKeys(), recipients);
  }
}
