package duet.bench;

import duet.didcomm.Envelope;
import duet.didcomm.KeyPair;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import duet.didcomm.PublicKeys;
import duet.didcomm.Unpacked;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Packing and unpacking a message of a handshake's size, in both kinds of envelope. */
@State(Scope.Benchmark)
public class EnvelopeBenchmark {

  private static final URI SERVICE = URI.create("http://127.0.0.1:8090/didcomm");

  private final SecureRandom random = new SecureRandom();
  private final KeyPair ours = KeyPair.generate(Curve.X25519, random);
  private final KeyPair theirs = KeyPair.generate(Curve.X25519, random);
  private final PeerDid sender =
      PeerDid.create(ours, KeyPair.generate(Curve.ED25519, random), SERVICE);
  private final PeerDid recipient =
      PeerDid.create(theirs, KeyPair.generate(Curve.ED25519, random), SERVICE);
  private final String message =
      "{\"id\":\"1\",\"type\":\"bench\",\"body\":{\"filler\":\"%s\"}}".formatted("x".repeat(700));
  private final String authcrypt = packAuthcrypt();
  private final String anoncrypt = packAnoncrypt();

  @Benchmark
  public final String packAuthcrypt() {
    return Envelope.authcrypt(message, sender.agreementKey().id(), ours, recipient.agreementKey());
  }

  @Benchmark
  public final String packAnoncrypt() {
    return Envelope.anoncrypt(message, List.of(recipient.agreementKey()));
  }

  @Benchmark
  public Unpacked unpackAuthcrypt() {
    return Envelope.unpack(authcrypt, kid -> Optional.of(theirs), PublicKeys.PEER);
  }

  @Benchmark
  public Unpacked unpackAnoncrypt() {
    return Envelope.unpack(anoncrypt, kid -> Optional.of(theirs), PublicKeys.PEER);
  }
}
